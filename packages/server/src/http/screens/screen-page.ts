import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { IngotError } from '../../kernel/errors.ts';
import type { HttpServer } from '../http-server.ts';

const PAGE = fileURLToPath(new URL('page/', import.meta.url));
/** The root of the package: its one export is `core/rfb.js`. */
const NOVNC = fileURLToPath(new URL('..', import.meta.resolve('@novnc/novnc')));

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** Nothing from elsewhere is loaded, and only our own pages show this one. noVNC draws some updates as `data:` images. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** The page that shows a screen, and noVNC, which does it, as they lie in their packages. */
export async function screenPageRoutes(scope: HttpServer): Promise<void> {
  const files = new Map([
    ['view', path.join(PAGE, 'screen.html')],
    ['screen.js', path.join(PAGE, 'screen.js')],
    ['screen.css', path.join(PAGE, 'screen.css')],
  ]);
  for (const folder of ['core', 'vendor']) {
    for (const entry of await readdir(path.join(NOVNC, folder), { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile() && file.endsWith('.js')) files.set(`novnc/${path.relative(NOVNC, file)}`, file);
    }
  }
  scope.get<{ Params: { '*': string } }>(
    '/*',
    { config: { public: true }, schema: { hide: true } },
    async (request, reply) => {
      const file = files.get(request.params['*']);
      if (file === undefined) throw new IngotError('not-found', `There is no ${request.method} ${request.url}.`);
      const type = MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream';
      return await reply.headers({ ...HEADERS, 'content-type': type }).send(await readFile(file));
    },
  );
}
