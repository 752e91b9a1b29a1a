import type { FastifyError } from 'fastify';
import { Type } from 'typebox';
import { IngotError, type ErrorCode } from '../../kernel/errors.ts';
import type { HttpServer } from '../http-server.ts';

/** The status of each way of saying no; bodies carry the code itself. */
const STATUS_OF: Record<ErrorCode, number> = {
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
  'too-many-requests': 429,
  'storage-full': 507,
  unavailable: 503,
  corrupt: 500,
  internal: 500,
};

export const ERROR = Type.Object({
  error: Type.Object({
    code: Type.String({ enum: Object.keys(STATUS_OF) }),
    message: Type.String({ description: 'A sentence that says what was wrong and, where there is one, the way out' }),
  }),
});

/** Answers every failure of the routes of `scope` as `{"error": {"code", "message"}}`. */
export function answerErrors(scope: HttpServer): void {
  scope.setErrorHandler((thrown: FastifyError | IngotError, request, reply) => {
    const error = thrown instanceof IngotError ? thrown : refusedByFramework(thrown);
    const status = STATUS_OF[error.code];
    if (status >= 500) request.log.error({ err: error, ...error.context }, 'request failed');
    if (error.retryAfter !== null) reply.header('retry-after', Math.ceil(error.retryAfter));
    const message =
      error.code === 'internal' ? `The service failed; its log tells why under ${request.id}.` : error.message;
    return reply.code(status).send({ error: { code: error.code, message } });
  });
  scope.setNotFoundHandler((request) => {
    throw new IngotError('not-found', `There is no ${request.method} ${request.url}.`);
  });
}

/** What does not fit its schema, or is not JSON, never reaches a handler. */
function refusedByFramework(error: FastifyError): IngotError {
  const status = error.statusCode ?? 500;
  const code = status === 413 ? 'too-large' : status === 415 ? 'media-type' : status < 500 ? 'invalid' : 'internal';
  return new IngotError(code, `${error.message}.`, { cause: error });
}
