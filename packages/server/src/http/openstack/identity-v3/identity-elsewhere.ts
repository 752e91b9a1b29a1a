import type { HttpServer } from '../../http-server.ts';
import { sendError } from './error-handler.ts';

/**
 * What stands in the place of the Identity API when users sign in elsewhere: 404, and where to go.
 *
 * @param keystoneUrl address of the external Keystone for clients, `/v3` included.
 */
export function identityElsewhere(keystoneUrl: string): (mount: HttpServer) => Promise<void> {
  return async (mount) => {
    mount.setNotFoundHandler((_request, reply) =>
      sendError(reply, 404, `Users and projects are not kept here; the Identity API is at ${keystoneUrl}.`),
    );
  };
}
