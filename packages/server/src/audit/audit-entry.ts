import type { ProjectId, UserId } from '../kernel/ids.ts';

/** That somebody asked for a change, and what came of it. Holds no body, no query and no secret. */
export interface AuditEntry {
  /** Of the request, as in `x-openstack-request-id` and in the log of the service. */
  readonly requestId: string;
  /** When it was answered, in milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** The pattern of the route, such as `/v2/images/:image_id`. */
  readonly route: string;
  /** Without the query. */
  readonly path: string;
  /** What was asked for where one route serves many actions, such as `os-extend`; null elsewhere. */
  readonly action: string | null;
  /** What it was about: the collection that stands in the path, such as `images`. */
  readonly resourceType: string;
  /** Null where nothing was there yet, and nothing came of it. */
  readonly resourceId: string | null;
  /** As it was called then, where the answer says. */
  readonly resourceName: string | null;
  /** The HTTP status of the answer; a refusal is 400 or more. */
  readonly status: number;
  /** Null where nobody could be named: a wrong password. */
  readonly userId: UserId | null;
  readonly userName: string | null;
  /** In which he acted. */
  readonly projectId: ProjectId | null;
  /** IP address. */
  readonly remoteAddress: string;
}

/** The place of an entry in the list, which is in the order of time. */
export type AuditPlace = Pick<AuditEntry, 'at' | 'requestId'>;

const PLACE = /^(\d{1,15})\.(req-[0-9a-f-]{36})$/;

/** For the next page of a list. */
export function encodeAuditPlace({ at, requestId }: AuditPlace): string {
  return `${at}.${requestId}`;
}

/** @returns null for what `encodeAuditPlace` has never given. */
export function parseAuditPlace(text: string): AuditPlace | null {
  const [, at, requestId] = PLACE.exec(text) ?? [];
  return at === undefined || requestId === undefined ? null : { at: Number(at), requestId };
}
