import type { HttpServer } from '../../http-server.ts';
import { sendError } from './error-handler.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/**
 * Notes the routes that are added to `scope` from now on.
 *
 * @returns a function that lets their other methods answer 405 with `Allow`; call it when all routes are there.
 */
export function refuseOtherMethods(scope: HttpServer): () => void {
  const known = new Map<string, Set<Method>>();
  scope.addHook('onRoute', ({ method, url, prefix }) => {
    const path = url.slice(prefix.length);
    const methods = known.get(path) ?? new Set();
    known.set(path, methods);
    for (const one of METHODS) if ([method].flat().includes(one)) methods.add(one);
    if (methods.has('GET')) methods.add('HEAD');
  });
  return () => {
    for (const [url, methods] of known) {
      const allow = METHODS.filter((one) => methods.has(one)).join(', ');
      const others = METHODS.filter((one) => !methods.has(one));
      if (others.length === 0) continue;
      scope.route({
        method: others,
        url,
        schema: { hide: true },
        // Nothing of the body is looked at.
        onRequest: (request, reply) => {
          reply.header('allow', allow);
          void sendError(request, reply, 405, `The method ${request.method} is not allowed for this resource.`);
        },
        handler: (_request, reply) => reply,
      });
    }
  };
}
