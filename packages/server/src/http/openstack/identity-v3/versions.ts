import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';

const VERSION = Type.Object({
  id: Type.String(),
  status: Type.String(),
  updated: Type.String(),
  links: Type.Array(Type.Object({ rel: Type.String(), href: Type.String() })),
  'media-types': Type.Array(Type.Object({ base: Type.String(), type: Type.String() })),
});
const ONE = Type.Object({ version: VERSION });
const ALL = Type.Object({ versions: Type.Object({ values: Type.Array(VERSION) }) });

/** What the API offers, for clients that know only its address. */
export function versionRoutes(mount: HttpServer, api: IdentityApi): void {
  const config = { public: true };
  const tags = ['identity'];
  mount.get(
    '/',
    { config, schema: { tags, summary: 'List the versions of the Identity API', response: { 300: ALL } } },
    async (request, reply) => reply.code(300).send({ versions: { values: [versionThree(api, request)] } }),
  );
  mount.get(
    '/v3',
    { config, schema: { tags, summary: 'Show version 3 of the Identity API', response: { 200: ONE } } },
    async (request) => ({
      version: versionThree(api, request),
    }),
  );
}

function versionThree(api: IdentityApi, request: FastifyRequest): Static<typeof VERSION> {
  return {
    id: 'v3.14',
    status: 'stable',
    // When Keystone completed this version.
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: api.linkTo(request, '/') }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}
