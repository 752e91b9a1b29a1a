import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpServer } from '../../http-server.ts';
import { baseUrlOf, identityUrlOf } from '../../base-url.ts';
import { documented } from './documented-answers.ts';
import { landingPage, LANDING_PAGE_POLICY, preferredLanguage } from './landing-page.ts';
import { mediaTypeQuality } from './media-type-quality.ts';

/**
 * The minor versions whose additions are served; clients and test suites decide by this list what they may use. 2.8, 2.10
 * and 2.11 are about several stores, 2.14 and 2.16 about the cache, 2.15 and 2.17 about details of stores and locations.
 */
const MINORS = ['2.13', '2.12', '2.9', '2.7', '2.6', '2.5', '2.4', '2.3', '2.2', '2.1', '2.0'] as const;

/** Every path segment that has ever named this API's second version; minors never changed paths. */
export const VERSION_SEGMENT = String.raw`/:version(^v2\.(?:[0-9]|1[0-8])$)`;

const VERSIONS = documented('What is served', {
  versions: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        id: { type: 'string' },
        status: { type: 'string', enum: ['CURRENT', 'SUPPORTED'] },
        links: {
          type: 'array',
          items: { type: 'object', properties: { rel: { type: 'string' }, href: { type: 'string' } } },
        },
      },
    },
  },
});

/** @param address of the Image API, without a version and without a slash at its end. */
function versionsDocument(address: string): object {
  return {
    versions: MINORS.map((minor, index) => ({
      id: `v${minor}`,
      status: index === 0 ? 'CURRENT' : 'SUPPORTED',
      links: [{ rel: 'self', href: `${address}/v2/` }],
    })),
  };
}

export interface VersionOptions {
  readonly publicUrl: string;
  readonly keystoneUrl?: string;
  /** Of the product. */
  readonly version: string;
}

/**
 * What the API offers, for clients that know only its address: `GET /` answers 300, as does every version that is not
 * served. Browsers see a page instead.
 */
export function versionRoutes(mount: HttpServer, { publicUrl, keystoneUrl, version }: VersionOptions): void {
  const publicly = { public: true };
  const hidden = { tags: ['image'], hide: true };

  mount.get(
    '/',
    {
      config: publicly,
      schema: { tags: ['image'], summary: 'List the versions of the Image API', response: { 300: VERSIONS } },
    },
    async (request, reply) => {
      const base = baseUrlOf(request, publicUrl);
      reply.header('vary', 'accept, accept-language');
      if (mediaTypeQuality(request.headers.accept ?? '', 'text/html').named) {
        const language = preferredLanguage(request.headers['accept-language'] ?? '');
        reply.type('text/html; charset=utf-8').headers({
          'content-security-policy': LANDING_PAGE_POLICY,
          'content-language': language,
        });
        return landingPage({ language, version, base, identity: identityUrlOf(request, publicUrl, keystoneUrl) });
      }
      return await reply.code(300).send(versionsDocument(`${base}${mount.prefix}`));
    },
  );

  mount.get(
    '/versions',
    { config: publicly, schema: { tags: ['image'], summary: 'List the versions', response: { 200: VERSIONS } } },
    async (request) => versionsDocument(`${baseUrlOf(request, publicUrl)}${mount.prefix}`),
  );

  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    await reply.code(300).send(versionsDocument(`${baseUrlOf(request, publicUrl)}${mount.prefix}`));
  for (const url of ['/v1', '/v1/*', '/v1.0', '/v1.0/*', '/v1.1', '/v1.1/*']) {
    const method = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
    mount.route({ method, url, config: publicly, schema: hidden, handler });
  }
  // At the root other APIs live beside this one; under a prefix of its own whatever is no version gets the choice.
  if (mount.prefix !== '') mount.setNotFoundHandler(handler);
}
