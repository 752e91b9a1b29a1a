import type { FastifyReply, FastifyRequest } from 'fastify';
import { failureOf } from '../../failure.ts';
import type { HttpServer } from '../../http-server.ts';
import { hintAtIdentity, type IdentityHint } from '../identity-hint.ts';
import { errorBody } from './error-body.ts';
import { reasonPhrase, STATUS_OF } from './errors.ts';

/** Answers every failure of the routes of `scope` as the Image API does. */
export function answerErrors(scope: HttpServer, hint: IdentityHint): void {
  scope.setErrorHandler((thrown: unknown, request, reply) => {
    const { code, status, message, headers } = failureOf(thrown, request, STATUS_OF);
    if (code === 'unauthenticated') hintAtIdentity(request, reply, hint);
    return sendError(request, reply.headers(headers), status, message);
  });
}

/** Sends `status` with the reason phrase and the body that the client can read. */
export function sendError(request: FastifyRequest, reply: FastifyReply, status: number, message: string): FastifyReply {
  const phrase = reasonPhrase(status);
  const body = errorBody(request.headers.accept ?? '', `${status} ${phrase}`, message);
  reply.raw.statusMessage = phrase;
  return reply.code(status).header('vary', 'accept').type(body.contentType).send(body.text);
}
