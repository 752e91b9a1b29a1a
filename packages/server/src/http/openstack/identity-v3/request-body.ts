import { Type, type TSchema } from 'typebox';
import type { HttpServer } from '../../http-server.ts';

/**
 * Clients send `Content-Type: application/json` with requests that have no body, which is then none. JSON that would
 * change an object's prototype is refused.
 */
export function acceptJsonBodies(mount: HttpServer): void {
  const parse = mount.getDefaultJsonParser('error', 'error');
  mount.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text.length === 0) done(null);
    else void parse(request, String(text), done);
  });
}

/** A key that may be absent, or null, which means the same to most clients. */
export function optional<Schema extends TSchema>(schema: Schema) {
  return Type.Optional(Type.Union([schema, Type.Null()]));
}
