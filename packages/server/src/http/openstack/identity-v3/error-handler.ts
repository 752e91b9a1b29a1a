import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { IngotError, type ErrorCode } from '../../../kernel/errors.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { STATUS_OF } from './errors.ts';

/** Answers every failure of the routes of `scope` as Keystone does. */
export function answerErrors(scope: HttpServer, api: IdentityApi): void {
  scope.setErrorHandler((thrown: unknown, request, reply) => {
    const error = thrown instanceof IngotError ? thrown : refusedByFramework(thrown);
    if (STATUS_OF[error.code] >= 500) request.log.error({ err: error, ...error.context }, 'request failed');
    if (error.code === 'unauthenticated') {
      reply.header('www-authenticate', `Keystone uri="${api.linkTo(request, '')}"`);
    }
    if (error.retryAfter !== null) reply.header('retry-after', Math.ceil(error.retryAfter));
    const message =
      error.code === 'internal' ? `The service failed; its log tells why under ${request.id}.` : error.message;
    return sendError(reply, STATUS_OF[error.code], message);
  });
  scope.setNotFoundHandler((request, reply) => sendError(reply, 404, `There is no ${request.method} ${request.url}.`));
}

/** `{"error": {"code": 404, "message": "…", "title": "Not Found"}}` */
export function sendError(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ error: { code: status, message, title: STATUS_CODES[status] ?? 'Unknown' } });
}

/** The framework refuses before any handler runs: what does not fit its schema, a body too long or of another type. */
const FRAMEWORK_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  404: 'not-found',
  413: 'too-large',
  415: 'media-type',
  503: 'unavailable',
};

function refusedByFramework(error: unknown): IngotError {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const message = error instanceof Error ? error.message : String(error);
  return new IngotError(FRAMEWORK_CODES[status] ?? 'internal', `${message}.`, { cause: error });
}
