import type { HttpServer } from '../../http-server.ts';
import { sendError } from './error-handler.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/**
 * Notes the routes that are added to `mount` and its children from now on.
 *
 * @returns a function that lets their other methods answer 405 with `Allow`; call it when all routes are there.
 */
export function refuseOtherMethods(mount: HttpServer): () => void {
  const known = new Map<string, Set<Method>>();
  mount.addHook('onRoute', ({ method, url }) => {
    const path = url.slice(mount.prefix.length);
    const methods = known.get(path) ?? new Set();
    known.set(path, methods);
    for (const one of METHODS) if ([method].flat().includes(one)) methods.add(one);
    if (methods.has('GET')) methods.add('HEAD');
  });
  return () => {
    for (const [url, methods] of known) {
      const others = METHODS.filter((one) => !methods.has(one));
      if (others.length === 0) continue;
      const allow = METHODS.filter((one) => methods.has(one)).join(', ');
      mount.route({
        method: others,
        url,
        schema: { hide: true },
        // Before the body, and before any hook of a child could ask for a token.
        onRequest: (request, reply) => {
          void sendError(reply.header('allow', allow), 405, `There is no ${request.method} for this resource.`);
        },
        handler: (_request, reply) => reply,
      });
    }
  };
}
