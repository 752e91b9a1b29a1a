import { Type, type Static } from 'typebox';
import { baseUrlOf } from '../../base-url.ts';
import type { HttpServer } from '../../http-server.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from './microversion.ts';

const VERSION = Type.Object({
  id: Type.String(),
  status: Type.String(),
  version: Type.String({ description: 'The newest minor version that is served' }),
  min_version: Type.String({ description: 'The oldest' }),
  updated: Type.String(),
  links: Type.Array(Type.Object({ rel: Type.String(), href: Type.String() })),
});
const VERSIONS = Type.Object({ versions: Type.Array(VERSION) });

/** @param address of the API without its version, such as `http://cloud/compute`. */
function version(address: string): Static<typeof VERSION> {
  return {
    id: 'v2.1',
    status: 'CURRENT',
    version: `2.${NEWEST_MINOR}`,
    min_version: `2.${OLDEST_MINOR}`,
    // When Nova made 2.1 its current version.
    updated: '2013-07-23T11:33:21Z',
    links: [{ rel: 'self', href: `${address}/v2.1/` }],
  };
}

/** What the API offers, for clients that know only its address. @param publicUrl the setting of that name. */
export function versionRoutes(mount: HttpServer, publicUrl: string): void {
  const config = { public: true };
  const tags = ['compute'];
  mount.get(
    '/',
    { config, schema: { tags, summary: 'List the versions of the Compute API', response: { 200: VERSIONS } } },
    async (request) => ({ versions: [version(`${baseUrlOf(request, publicUrl)}${mount.prefix}`)] }),
  );
  const shown = Type.Object({ version: VERSION });
  mount.get(
    '/v2.1',
    { config, schema: { tags, summary: 'Show version 2.1 of the Compute API', response: { 200: shown } } },
    async (request) => ({ version: version(`${baseUrlOf(request, publicUrl)}${mount.prefix}`) }),
  );
}
