import { existsSync } from 'node:fs';
import path from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { IngotError } from '../../kernel/errors.ts';
import type { HttpServer } from '../http-server.ts';

/** Where the build puts what may be kept for ever, since its names change with the contents. */
const ASSETS = '/assets/';
const YEAR = 365 * 24 * 60 * 60;

/**
 * What a page of the console may do: run what came with it and talk to the service that it came from. Styles stand in
 * attributes as well, which the kit of controls writes.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  // The screens of machines, which this service serves.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The web console, as it was built. Addresses within it are pages of one program, so what is no file gets its first page.
 *
 * @param directory that the build wrote.
 */
export function consoleFiles(directory: string): (scope: HttpServer) => Promise<void> {
  return async (scope) => {
    const isBuilt = existsSync(path.join(directory, 'index.html'));
    if (isBuilt) {
      await scope.register(staticFiles, { root: directory, serve: false, preCompressed: true, cacheControl: false });
    }
    const page = (reply: FastifyReply): FastifyReply => {
      if (!isBuilt) throw new IngotError('not-found', 'The console is not built: run "npm run console".');
      reply.headers({
        'content-security-policy': POLICY,
        'cache-control': 'no-cache',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      });
      return reply.sendFile('index.html');
    };
    const hidden = { config: { public: true }, schema: { hide: true } };

    scope.get('/', hidden, (_, reply) => page(reply));
    scope.get<{ Params: { '*': string } }>('/*', hidden, (request, reply) => {
      const file = request.params['*'];
      if (!isBuilt || !/^(?:assets\/\w[\w.-]*|favicon\.svg)$/.test(file)) return page(reply);
      const isKept = `/${file}`.startsWith(ASSETS);
      reply.headers({
        'cache-control': isKept ? `public, max-age=${YEAR}, immutable` : 'no-cache',
        'x-content-type-options': 'nosniff',
      });
      return reply.sendFile(file);
    });
  };
}
