import type { FastifyReply, FastifyRequest } from 'fastify';
import { IngotError } from '../../kernel/errors.ts';
import { sendFault } from './fault.ts';
import { wantedVersion } from './wanted-version.ts';

/** An API whose answers differ by the minor version that a request asks for, between two that are known here. */
export interface VersionedApi {
  /** As in the service types authority, such as `volume`. */
  readonly service: string;
  /** In a sentence. */
  readonly title: string;
  readonly major: number;
  /** What a request is answered as that asks for none. */
  readonly oldest: number;
  readonly newest: number;
  /** Of the time before there was one header for all services: clients of either age look for theirs. */
  readonly olderHeader?: string;
}

const HEADER = 'OpenStack-API-Version';
const VERSION = /^(\d{1,3})\.(\d{1,4})$/;

/** https://specs.openstack.org/openstack/api-wg/guidelines/microversion_specification.html */
export function microversions({ service, title, major, oldest, newest, olderHeader }: VersionedApi) {
  /**
   * The minor version that a request wants to be answered as; -1 for one of another major version.
   *
   * @throws IngotError `invalid` when the header names none that can be.
   */
  const minorOf = ({ headers }: Pick<FastifyRequest, 'headers'>): number => {
    const older = olderHeader === undefined ? undefined : [headers[olderHeader] ?? []].flat()[0];
    const wanted = wantedVersion(headers, service) ?? older;
    if (wanted === undefined) return oldest;
    if (wanted.toLowerCase() === 'latest') return newest;
    const [, wantedMajor, minor] = VERSION.exec(wanted.trim()) ?? [];
    if (wantedMajor === undefined || minor === undefined) {
      const form = `Must be of format ${major}.minor.`;
      throw new IngotError('invalid', `API Version String ${wanted} is of invalid format. ${form}`);
    }
    return Number(wantedMajor) === major ? Number(minor) : -1;
  };

  /** A hook for `onRequest`: refuses versions that are not served (406), and says in the answer which one it is of. */
  const negotiateMinor = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const minor = minorOf(request);
    reply.header('vary', olderHeader === undefined ? HEADER : `${HEADER}, ${olderHeader}`);
    if (minor < oldest || minor > newest) {
      const range = `Minimum is ${major}.${oldest} and maximum is ${major}.${newest}.`;
      return sendFault(reply, 406, `The wanted version of the ${title} API is not supported. ${range}`);
    }
    reply.header(HEADER, `${service} ${major}.${minor}`);
    if (olderHeader !== undefined) reply.header(olderHeader, `${major}.${minor}`);
    return undefined;
  };
  return { minorOf, negotiateMinor };
}
