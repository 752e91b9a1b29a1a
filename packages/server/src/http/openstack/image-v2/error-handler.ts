import type { FastifyReply, FastifyRequest } from 'fastify';
import { IngotError, type ErrorCode } from '../../../kernel/errors.ts';
import { baseUrlOf } from '../../base-url.ts';
import type { HttpServer } from '../../http-server.ts';
import { errorBody } from './error-body.ts';
import { reasonPhrase, STATUS_OF } from './errors.ts';

/**
 * Answers every failure of the routes of `scope` as the Image API does.
 *
 * @param publicUrl the setting of that name, for the hint where tokens are to be had.
 */
export function answerErrors(scope: HttpServer, publicUrl: string): void {
  scope.setErrorHandler((thrown: unknown, request, reply) => {
    const error = thrown instanceof IngotError ? thrown : refusedByFramework(thrown);
    if (STATUS_OF[error.code] >= 500) request.log.error({ err: error, ...error.context }, 'request failed');
    else request.log.debug({ err: error, ...error.context }, 'request refused');
    if (error.code === 'unauthenticated') {
      reply.header('www-authenticate', `Keystone uri="${baseUrlOf(request, publicUrl)}/identity/v3"`);
    }
    if (error.retryAfter !== null) reply.header('retry-after', Math.ceil(error.retryAfter));
    const message =
      error.code === 'internal' ? `The service failed; its log tells why under ${request.id}.` : error.message;
    return sendError(request, reply, STATUS_OF[error.code], message);
  });
}

/** Sends `status` with the reason phrase and the body that the client can read. */
export function sendError(request: FastifyRequest, reply: FastifyReply, status: number, message: string): FastifyReply {
  const phrase = reasonPhrase(status);
  const body = errorBody(request.headers.accept ?? '', `${status} ${phrase}`, message);
  reply.raw.statusMessage = phrase;
  return reply.code(status).header('vary', 'accept').type(body.contentType).send(body.text);
}

/** The framework refuses before any handler runs: a body too long, a media type that is none. */
const FRAMEWORK_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  404: 'not-found',
  413: 'too-large',
  415: 'media-type',
  503: 'unavailable',
};

function refusedByFramework(error: unknown): IngotError {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const code = FRAMEWORK_CODES[status] ?? 'internal';
  const message = error instanceof Error ? error.message : String(error);
  return new IngotError(code, message, { cause: error });
}
