import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Caller, RequestTarget } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { sessionTokenOf } from './session-cookie.ts';

/** Turns a token into the one who asks. Implemented by the identity domain. */
export interface Authenticator {
  /**
   * @param token the value of `X-Auth-Token`.
   * @param target what the token is used for.
   * @throws IngotError `unauthenticated` when it is unknown, expired or revoked; `forbidden` when it is not for `target`.
   */
  authenticate(token: string, requestId: string, target: RequestTarget): Promise<Caller>;
}

/** Under these a service catalog has the Block Storage and the Compute API, and may have the Image API. */
const SERVICE_PREFIX = /^\/(?:image|volume|compute)(?=\/)/;

/**
 * The `onRequest` hook of every dialect: sets `request.caller`, before any byte of a body is read. Routes marked
 * `config: { public: true }` answer without a token.
 */
export function requireCaller(authenticator: Authenticator): onRequestAsyncHookHandler {
  return async (request) => {
    if (request.routeOptions.config.public) return;
    const token = tokenOf(request);
    if (token === null) {
      throw new IngotError('unauthenticated', 'The request you have made requires authentication.');
    }
    request.caller = await authenticator.authenticate(token, request.id, targetOf(request));
  };
}

/** What a client brings to say who he is: a token in a header, or a browser the cookie of its session. */
export function tokenOf(request: FastifyRequest): string | null {
  const token = request.headers['x-auth-token'];
  return typeof token === 'string' && token !== '' ? token : sessionTokenOf(request);
}

/** The path ends where the router lets it end: whatever follows must not make it look like one that a token is good for. */
const PATH_END = /[?#]/;

function targetOf({ method, url }: FastifyRequest): RequestTarget {
  const [path = ''] = url.split(PATH_END, 1);
  return { method, path: path.replace(SERVICE_PREFIX, '') };
}

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new IngotError('internal', 'The route needs a caller, but is marked public.');
  return request.caller;
}
