import type { FastifyRequest } from 'fastify';
import { IngotError } from '../../kernel/errors.ts';
import type { HttpServer } from '../http-server.ts';

/** A JSON object of a request. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads bodies as OpenStack's services of images and volumes do: JSON, whatever the media type says, and an empty body is none. Bodies of
 * `application/octet-stream` stay streams.
 */
export function acceptJsonBodies(scope: HttpServer): void {
  scope.removeContentTypeParser(['application/json', 'text/plain']);
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    if (text.length === 0) {
      done(null);
      return;
    }
    try {
      done(null, JSON.parse(String(text)));
    } catch (cause) {
      done(new IngotError('invalid', 'The body is not JSON.', { cause }));
    }
  });
}

/** @throws IngotError `invalid` when the body is not a JSON object. */
export function jsonObject(request: FastifyRequest): JsonObject {
  const body = parsedBody(request);
  if (isJsonObject(body)) return body;
  throw new IngotError('invalid', 'The body has to be a JSON object.');
}

/** @throws IngotError `invalid` when the body is not a JSON array. */
export function jsonArray(request: FastifyRequest): readonly unknown[] {
  const body = parsedBody(request);
  if (Array.isArray(body)) return body;
  throw new IngotError('invalid', 'The body has to be a JSON array.');
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsedBody({ body, raw }: FastifyRequest): unknown {
  if (body === undefined || body === null) throw new IngotError('invalid', 'A body in JSON is expected.');
  if (body === raw) throw new IngotError('invalid', 'A body in JSON is expected; set Content-Type: application/json.');
  return body;
}
