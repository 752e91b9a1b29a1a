/**
 * The one closed set of ways in which Ingot says no.
 *
 * A code says what the *caller* can do next, not where the fault arose. Each HTTP dialect maps every code to its own
 * status and body in one exhaustive `Record<ErrorCode, …>`, so that a new code has to be decided everywhere.
 */
export type ErrorCode =
  /** The request itself is wrong; repeating it cannot help. */
  | 'invalid'
  /** No token, or one that does not hold. */
  | 'unauthenticated'
  /** The caller may know that the thing exists, but not do this to it. */
  | 'forbidden'
  /** There is no such thing, or the caller may not know that there is. */
  | 'not-found'
  /** The thing is in a state, or the set in a shape, that does not allow this now. */
  | 'conflict'
  /** It was there when the request began and has been deleted since. */
  | 'gone'
  /** Larger than one thing of its kind may be. */
  | 'too-large'
  /** The project has used up what it may use. */
  | 'quota-exceeded'
  /** The bytes are not what was declared, or are not safe to keep. */
  | 'content-refused'
  /** The body is of a media type that this operation does not take. */
  | 'media-type'
  /** No byte of the wanted range exists. */
  | 'range-unsatisfiable'
  /** Too many tries in too short a time. */
  | 'too-many-requests'
  /** The store has no room. */
  | 'storage-full'
  /** Not now; the same request may succeed later. */
  | 'unavailable'
  /** Stored bytes do not match what was stored. */
  | 'corrupt'
  /** A fault of ours. */
  | 'internal';

/**
 * Rules that a program may want to know apart, as a closed set too; `publishing/file-types.ts` and
 * `publishing/check-configuration.ts` say what they ask.
 */
export type ErrorReason =
  | 'TCI_REQUIRES_QCOW2'
  | 'VOI_LINUX_REQUIRES_QCOW2'
  | 'VOI_WINDOWS_REQUIRES_VHD'
  | 'VOI_REQUIRES_OS_TYPE'
  | 'CHILD_OF_VHD_UNSUPPORTED'
  | 'CHILD_REQUIRES_QCOW2'
  | 'FLAVOR_UNKNOWN'
  | 'FLAVOR_NOT_FOR_IMAGE_TYPE';

/** Facts for the log, never for the caller. */
export type ErrorContext = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface ErrorDetails {
  readonly cause?: unknown;
  readonly context?: ErrorContext;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
  readonly reason?: ErrorReason;
}

/**
 * An expected failure. `message` is public: a full sentence for the caller that says what was wrong and, where there
 * is one, the way out. Whatever must not leave the service goes into `context` or `cause`.
 */
export class IngotError extends Error {
  readonly code: ErrorCode;
  readonly context: ErrorContext;
  readonly retryAfter: number | null;
  readonly reason: ErrorReason | null;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'IngotError';
    this.code = code;
    this.context = details.context ?? {};
    this.retryAfter = details.retryAfter ?? null;
    this.reason = details.reason ?? null;
  }
}

/** Whether `error` is one of ours with this code. */
export function hasCode(error: unknown, code: ErrorCode): error is IngotError {
  return error instanceof IngotError && error.code === code;
}
