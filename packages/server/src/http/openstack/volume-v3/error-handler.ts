import { identityUrlOf } from '../../base-url.ts';
import { failureOf } from '../../failure.ts';
import type { HttpServer } from '../../http-server.ts';
import { NOTHING_THERE } from '../request-url.ts';
import { STATUS_OF } from './errors.ts';
import { sendFault } from './fault.ts';

/** What the hint where tokens are to be had is made of. */
interface IdentityHint {
  /** The setting of that name. */
  readonly publicUrl: string;
  /** An external Keystone's, if there is one. */
  readonly keystoneUrl?: string;
}

/** Answers every failure of the routes of `scope` as Cinder does. */
export function answerErrors(scope: HttpServer, { publicUrl, keystoneUrl }: IdentityHint): void {
  scope.setErrorHandler((thrown: unknown, request, reply) => {
    const { code, status, message, headers } = failureOf(thrown, request, STATUS_OF);
    if (code === 'unauthenticated') {
      reply.header('www-authenticate', `Keystone uri="${identityUrlOf(request, publicUrl, keystoneUrl)}"`);
    }
    return sendFault(reply.headers(headers), status, message);
  });
  scope.setNotFoundHandler((_request, reply) => sendFault(reply, 404, NOTHING_THERE));
}
