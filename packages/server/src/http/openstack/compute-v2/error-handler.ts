import { failureOf } from '../../failure.ts';
import type { HttpServer } from '../../http-server.ts';
import { sendFault } from '../fault.ts';
import { hintAtIdentity, type IdentityHint } from '../identity-hint.ts';
import { NOTHING_THERE } from '../request-url.ts';
import { STATUS_OF } from './errors.ts';

/** Answers every failure of the routes of `scope` as Nova does. */
export function answerErrors(scope: HttpServer, hint: IdentityHint): void {
  scope.setErrorHandler((thrown: unknown, request, reply) => {
    const { code, status, message, headers } = failureOf(thrown, request, STATUS_OF);
    if (code === 'unauthenticated') hintAtIdentity(request, reply, hint);
    return sendFault(reply.headers(headers), status, message);
  });
  scope.setNotFoundHandler((_request, reply) => sendFault(reply, 404, NOTHING_THERE));
}
