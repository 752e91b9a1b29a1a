import type { ErrorCode } from '../../../kernel/errors.ts';

/** The status that clients of the Identity API know for each way of saying no. */
export const STATUS_OF: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'quota-exceeded': 403,
  'content-refused': 422,
  'media-type': 415,
  'range-unsatisfiable': 416,
  // Keystone answers 401 to somebody who is locked out, and clients then ask for the password again. 429 tells nothing
  // more about the user, since it comes for names that do not exist too, and lets clients wait.
  'too-many-requests': 429,
  'storage-full': 507,
  unavailable: 503,
  corrupt: 500,
  internal: 500,
};
