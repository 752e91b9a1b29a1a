import { STATUS_CODES } from 'node:http';
import type { ErrorCode } from '../../../kernel/errors.ts';

/** The status that clients of the Image API know for each way of saying no. */
export const STATUS_OF: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'quota-exceeded': 413,
  'content-refused': 415,
  'media-type': 415,
  'range-unsatisfiable': 416,
  'too-many-requests': 429,
  // Not 507: clients know a full store by this one, and none of them tries the upload again.
  'storage-full': 413,
  unavailable: 503,
  corrupt: 500,
  internal: 500,
};

/** Where the phrase that clients print differs from today's registry. */
const OLDER_PHRASES: Readonly<Record<number, string>> = {
  413: 'Request Entity Too Large',
  416: 'Requested Range Not Satisfiable',
};

/** The reason phrase of a status line, as the Image API has always written it; `openstack` prints it to people. */
export function reasonPhrase(status: number): string {
  return OLDER_PHRASES[status] ?? STATUS_CODES[status] ?? 'Unknown';
}
