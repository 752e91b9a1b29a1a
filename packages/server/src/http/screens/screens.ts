import websocket from '@fastify/websocket';
import type { HttpServer } from '../http-server.ts';
import { screenPageRoutes } from './screen-page.ts';
import { screenSocketRoute, type ScreenSocketOptions } from './screen-socket.ts';

/** Of one message from a browser: keys and the mouse take tens of bytes, what is pasted takes more. */
const LARGEST_MESSAGE = 2 ** 20;

/**
 * The screens of machines in a browser:
 *
 *     await app.register(machineScreens(options), { prefix: '/screens' });
 */
export function machineScreens(options: ScreenSocketOptions): (scope: HttpServer) => Promise<void> {
  return async (scope) => {
    await scope.register(websocket, {
      options: {
        maxPayload: LARGEST_MESSAGE,
        handleProtocols: (protocols) => (protocols.has('binary') ? 'binary' : false),
      },
    });
    screenSocketRoute(scope, options);
    await screenPageRoutes(scope);
  };
}
