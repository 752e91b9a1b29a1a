import type { FastifyReply, FastifyRequest } from 'fastify';
import { IngotError } from '../../../kernel/errors.ts';
import { sendFault } from '../fault.ts';
import { wantedVersion } from '../wanted-version.ts';

/**
 * The minor versions of version 2 whose answers are known here; a request without the header is answered as the oldest.
 * https://docs.openstack.org/nova/latest/reference/api-microversion-history.html
 */
export const OLDEST_MINOR = 1;
export const NEWEST_MINOR = 79;

/** The minor versions that changed an answer or a parameter that is served here. */
export const MINORS = {
  /** Key pairs have a type, and are created and deleted with other statuses. */
  keyPairType: 2,
  extendedServer: 3,
  remoteConsoles: 6,
  locked: 9,
  keyPairUser: 10,
  hostStatus: 16,
  description: 19,
  tags: 26,
  keyPairPages: 35,
  /** Networks have to be said, and can be `auto` or `none`. */
  networks: 37,
  imageId: 45,
  /** The flavor of a server is shown whole. */
  embeddedFlavor: 47,
  flavorDescription: 55,
  flavorExtraSpecs: 61,
  trustedCertificates: 63,
  serverGroups: 71,
  lockedReason: 73,
  flavorSwap: 75,
  attachmentDeletion: 79,
} as const;

const OLDER_HEADER = 'x-openstack-nova-api-version';
const VERSION = /^(\d{1,3})\.(\d{1,4})$/;

/**
 * The minor version that a request wants to be answered as.
 *
 * @throws IngotError `invalid` when the header names none that can be.
 */
export function minorOf({ headers }: Pick<FastifyRequest, 'headers'>): number {
  const wanted = wantedVersion(headers, 'compute') ?? [headers[OLDER_HEADER] ?? []].flat()[0];
  if (wanted === undefined) return OLDEST_MINOR;
  if (wanted.toLowerCase() === 'latest') return NEWEST_MINOR;
  const [, major, minor] = VERSION.exec(wanted.trim()) ?? [];
  if (major === undefined || minor === undefined) {
    throw new IngotError('invalid', `API Version String ${wanted} is of invalid format. Must be of format 2.minor.`);
  }
  return major === '2' ? Number(minor) : -1;
}

/**
 * A hook for `onRequest`: refuses versions that are not served (406), and says in the answer which one it is of, under
 * both names of the header, as clients of either age look for it.
 */
export async function negotiateMinor(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const minor = minorOf(request);
  reply.header('vary', 'OpenStack-API-Version, X-OpenStack-Nova-API-Version');
  if (minor < OLDEST_MINOR || minor > NEWEST_MINOR) {
    const range = `Minimum is 2.${OLDEST_MINOR} and maximum is 2.${NEWEST_MINOR}.`;
    return sendFault(reply, 406, `The wanted version of the Compute API is not supported. ${range}`);
  }
  reply.header('openstack-api-version', `compute 2.${minor}`);
  reply.header(OLDER_HEADER, `2.${minor}`);
  return undefined;
}
