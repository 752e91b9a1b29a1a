import { Type } from 'typebox';
import { IngotError, type ErrorCode } from '../../kernel/errors.ts';
import { failureOf } from '../failure.ts';
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
    reason: Type.Optional(
      Type.String({
        description: 'The rule that was broken, where programs may want to know it, in CAPITALS_LIKE_THESE',
      }),
    ),
  }),
});

/** Answers every failure of the routes of `scope` as `{"error": {"code", "message"}}`. */
export function answerErrors(scope: HttpServer): void {
  scope.setErrorHandler((thrown: unknown, request, reply) => {
    const { code, status, message, reason, headers } = failureOf(thrown, request, STATUS_OF);
    return reply
      .code(status)
      .headers(headers)
      .send({ error: { code, message, ...(reason !== null && { reason }) } });
  });
  scope.setNotFoundHandler((request) => {
    throw new IngotError('not-found', `There is no ${request.method} ${request.url}.`);
  });
}
