import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { failureOf } from '../../failure.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { STATUS_OF } from './errors.ts';

/** Answers every failure of the routes of `scope` as Keystone does. */
export function answerErrors(scope: HttpServer, api: IdentityApi): void {
  scope.setErrorHandler((thrown: unknown, request, reply) => {
    const { code, status, message, headers } = failureOf(thrown, request, STATUS_OF);
    if (code === 'unauthenticated') reply.header('www-authenticate', `Keystone uri="${api.linkTo(request, '')}"`);
    return sendError(reply.headers(headers), status, message);
  });
  scope.setNotFoundHandler((request, reply) => sendError(reply, 404, `There is no ${request.method} ${request.url}.`));
}

/** `{"error": {"code": 404, "message": "…", "title": "Not Found"}}` */
export function sendError(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ error: { code: status, message, title: STATUS_CODES[status] ?? 'Unknown' } });
}
