import swagger from '@fastify/swagger';
import type { HttpServer } from './http-server.ts';

/** The same routes under a second prefix, for catalogs that put every service under one address. */
const ALIASES = ['/image'];

/**
 * Collects the schemas of all routes that are registered after it into an OpenAPI 3.1 document, served at
 * `GET /api/v1/openapi.json`. Routes that repeat others under another prefix are left out.
 */
export async function openapi(app: HttpServer, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Ingot',
        version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        description: 'Golden-image service: OpenStack Identity v3, Image v2, and its own API.',
      },
      components: { securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' } } },
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: {
        ...schema,
        hide: schema?.hide === true || ALIASES.some((alias) => url === alias || url.startsWith(`${alias}/`)),
        security: route.config?.public ? [] : [{ token: [] }],
      },
    }),
  });
}

/** Serves the document, written once. Registered last, so that it knows every route. */
export function openapiRoute(app: HttpServer): void {
  let text: string | null = null;
  app.get('/api/v1/openapi.json', { config: { public: true }, schema: { hide: true } }, async (_request, reply) => {
    text ??= JSON.stringify(app.swagger());
    return reply.type('application/json; charset=utf-8').send(text);
  });
}
