import type { ErrorCode } from '../../../kernel/errors.ts';

/** The status that clients of the Block Storage API know for each way of saying no. */
export const STATUS_OF: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  // Cinder's InvalidVolume: what the state does not allow is a bad request to it, and 409 is kept for other things.
  conflict: 400,
  gone: 404,
  'too-large': 413,
  'quota-exceeded': 413,
  'content-refused': 400,
  'media-type': 415,
  'range-unsatisfiable': 416,
  'too-many-requests': 429,
  'storage-full': 413,
  unavailable: 503,
  corrupt: 500,
  internal: 500,
};
