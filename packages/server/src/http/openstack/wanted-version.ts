import type { IncomingHttpHeaders } from 'node:http';

/**
 * What the header `OpenStack-API-Version` wants of one service, such as `3.71` or `latest`: it may name several, apart by
 * commas. Null when it does not name this one.
 *
 * @param service as in the service types authority: `volume`, `compute`
 */
export function wantedVersion(headers: IncomingHttpHeaders, service: string): string | null {
  for (const part of [headers['openstack-api-version'] ?? []].flat().join(',').split(',')) {
    const [name, version, ...more] = part.trim().split(/\s+/);
    if (name?.toLowerCase() === service && version !== undefined && more.length === 0) return version;
  }
  return null;
}
