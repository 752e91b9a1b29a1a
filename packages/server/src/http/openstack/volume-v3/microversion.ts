import type { FastifyReply, FastifyRequest } from 'fastify';
import { IngotError } from '../../../kernel/errors.ts';
import { sendFault } from '../fault.ts';
import { wantedVersion } from '../wanted-version.ts';

/**
 * The minor versions of version 3 whose answers are known here; a request without the header is answered as the oldest.
 * https://docs.openstack.org/cinder/latest/contributor/api_microversion_history.html
 */
export const OLDEST_MINOR = 0;
export const NEWEST_MINOR = 71;

/** The minor versions that changed an answer or a parameter that is served here. */
export const MINORS = {
  /** An upload to an image takes `visibility` and `protected`. */
  uploadVisibility: 1,
  summary: 12,
  groupId: 13,
  providerId: 21,
  summaryMetadata: 36,
  /** A snapshot names its user. */
  snapshotUser: 41,
  sharedTargets: 48,
  clusterName: 61,
  volumeTypeId: 63,
  consumesQuota: 65,
  /** A snapshot of a volume in use needs no `force`. */
  snapshotInUse: 66,
} as const;

const VERSION = /^(\d{1,3})\.(\d{1,4})$/;

/**
 * The minor version that a request wants to be answered as.
 *
 * @throws IngotError `invalid` when the header names none that can be.
 */
export function minorOf({ headers }: FastifyRequest): number {
  const wanted = wantedVersion(headers, 'volume');
  if (wanted === null) return OLDEST_MINOR;
  if (wanted.toLowerCase() === 'latest') return NEWEST_MINOR;
  const [, major, minor] = VERSION.exec(wanted) ?? [];
  if (major === undefined || minor === undefined) {
    throw new IngotError('invalid', `API Version String ${wanted} is of invalid format. Must be of format 3.minor.`);
  }
  return major === '3' ? Number(minor) : -1;
}

/**
 * A hook for `onRequest`: refuses versions that are not served (406), and says in the answer which one it is of, as
 * https://specs.openstack.org/openstack/api-wg/guidelines/microversion_specification.html has it.
 */
export async function negotiateMinor(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const minor = minorOf(request);
  reply.header('vary', 'OpenStack-API-Version');
  if (minor < OLDEST_MINOR || minor > NEWEST_MINOR) {
    const range = `Minimum is 3.${OLDEST_MINOR} and maximum is 3.${NEWEST_MINOR}.`;
    return sendFault(reply, 406, `The wanted version of the Block Storage API is not supported. ${range}`);
  }
  reply.header('openstack-api-version', `volume 3.${minor}`);
  return undefined;
}
