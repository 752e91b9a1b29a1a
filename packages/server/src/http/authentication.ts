import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';

/** Turns a token into the one who asks. Implemented by the identity domain. */
export interface Authenticator {
  /**
   * @param token the value of `X-Auth-Token`.
   * @throws IngotError `unauthenticated` when it is unknown, expired or revoked.
   */
  authenticate(token: string, requestId: string): Promise<Caller>;
}

/**
 * The `onRequest` hook of every dialect: sets `request.caller`, before any byte of a body is read. Routes marked
 * `config: { public: true }` answer without a token.
 */
export function requireCaller(authenticator: Authenticator): onRequestAsyncHookHandler {
  return async (request) => {
    if (request.routeOptions.config.public) return;
    const token = request.headers['x-auth-token'];
    if (typeof token !== 'string' || token === '') {
      throw new IngotError('unauthenticated', 'The request you have made requires authentication.');
    }
    request.caller = await authenticator.authenticate(token, request.id);
  };
}

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new IngotError('internal', 'The route needs a caller, but is marked public.');
  return request.caller;
}
