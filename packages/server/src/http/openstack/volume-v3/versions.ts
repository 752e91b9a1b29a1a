import { Type, type Static } from 'typebox';
import { baseUrlOf } from '../../base-url.ts';
import type { HttpServer } from '../../http-server.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from './microversion.ts';

const VERSIONS = Type.Object({
  versions: Type.Array(
    Type.Object({
      id: Type.String(),
      status: Type.String(),
      version: Type.String({ description: 'The newest minor version that is served' }),
      min_version: Type.String({ description: 'The oldest' }),
      updated: Type.String(),
      links: Type.Array(Type.Object({ rel: Type.String(), href: Type.String() })),
      'media-types': Type.Array(Type.Object({ base: Type.String(), type: Type.String() })),
    }),
  ),
});

/** @param address of the API without its version, such as `http://cloud/volume`. */
function versionsDocument(address: string): Static<typeof VERSIONS> {
  return {
    versions: [
      {
        id: 'v3.0',
        status: 'CURRENT',
        version: `3.${NEWEST_MINOR}`,
        min_version: `3.${OLDEST_MINOR}`,
        // When Cinder completed the newest of them.
        updated: '2023-08-31T00:00:00Z',
        links: [{ rel: 'self', href: `${address}/v3/` }],
        'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' }],
      },
    ],
  };
}

/** What the API offers, for clients that know only its address. @param publicUrl the setting of that name. */
export function versionRoutes(mount: HttpServer, publicUrl: string): void {
  const config = { public: true };
  const tags = ['volume'];
  mount.get(
    '/',
    { config, schema: { tags, summary: 'List the versions of the Block Storage API', response: { 300: VERSIONS } } },
    async (request, reply) => reply.code(300).send(versionsDocument(`${baseUrlOf(request, publicUrl)}${mount.prefix}`)),
  );
  mount.get(
    '/v3',
    { config, schema: { tags, summary: 'Show version 3 of the Block Storage API', response: { 200: VERSIONS } } },
    async (request) => versionsDocument(`${baseUrlOf(request, publicUrl)}${mount.prefix}`),
  );
}
