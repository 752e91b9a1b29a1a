import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpServer } from './http-server.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/** Sends 405 and a sentence in the words of a dialect. */
export type SendNotAllowed = (request: FastifyRequest, reply: FastifyReply, message: string) => void;

/**
 * Notes the routes that are added to `scope` and its children from now on.
 *
 * @returns a function that lets their other methods answer 405 with `Allow` (RFC 9110 §15.5.6); call it when all routes
 *   are there.
 */
export function refuseOtherMethods(scope: HttpServer, send: SendNotAllowed): () => void {
  const known = new Map<string, Set<Method>>();
  scope.addHook('onRoute', ({ method, url }) => {
    const path = url.slice(scope.prefix.length);
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
      scope.route({
        method: others,
        url,
        schema: { hide: true },
        // Nothing of the body is looked at.
        onRequest: (request, reply) => {
          send(request, reply.header('allow', allow), `The method ${request.method} is not allowed for this resource.`);
        },
        handler: (_request, reply) => reply,
      });
    }
  };
}
