import type { FastifyRequest } from 'fastify';
import { IngotError, type ErrorCode, type ErrorReason } from '../kernel/errors.ts';

/** How a failed request is answered, before a dialect puts it into its own words. */
export interface Failure {
  readonly code: ErrorCode;
  readonly status: number;
  /** For the caller; never tells what went wrong inside. */
  readonly message: string;
  /** The rule that was broken, where it is one that programs know. */
  readonly reason: ErrorReason | null;
  /** Headers that every dialect sends along. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The framework refuses before any handler runs: what does not fit its schema, a body too long or of another type. */
const FRAMEWORK_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  404: 'not-found',
  413: 'too-large',
  // A path with more characters than any name has.
  414: 'invalid',
  415: 'media-type',
  503: 'unavailable',
};

/**
 * Turns whatever a request ended with into an answer, and logs it with its cause.
 *
 * @param statusOf the dialect's table.
 */
export function failureOf(thrown: unknown, request: FastifyRequest, statusOf: Record<ErrorCode, number>): Failure {
  const error = thrown instanceof IngotError ? thrown : refusedByFramework(thrown);
  const status = statusOf[error.code];
  // Whoever is told when to come back met a limit, unless there is a cause; the log would fill up when it is needed.
  const isFault = error.retryAfter === null || error.cause !== undefined;
  if (status >= 500 && isFault) request.log.error({ err: error, ...error.context }, 'request failed');
  else request.log.debug({ err: error, ...error.context }, 'request refused');
  return {
    code: error.code,
    status,
    message: error.code === 'internal' ? `The service failed; its log tells why under ${request.id}.` : error.message,
    reason: error.reason,
    headers: error.retryAfter === null ? {} : { 'retry-after': String(Math.ceil(error.retryAfter)) },
  };
}

function refusedByFramework(thrown: unknown): IngotError {
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new IngotError(FRAMEWORK_CODES[status] ?? 'internal', message.replace(/\.?$/, '.'), { cause: thrown });
}
