import type { ErrorCode } from '../../../kernel/errors.ts';

/** The status that clients of the Compute API know for each way of saying no. */
export const STATUS_OF: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 404,
  'too-large': 413,
  // Nova's words for a quota are those for a role: 403, with a sentence.
  'quota-exceeded': 403,
  'content-refused': 400,
  'media-type': 415,
  'range-unsatisfiable': 416,
  'too-many-requests': 429,
  'storage-full': 413,
  unavailable: 503,
  corrupt: 500,
  internal: 500,
};
