import type { FastifyRequest } from 'fastify';

/**
 * The address under which a client reaches this service, without a trailing slash: the configured one, or what the
 * request itself used, so that links work through whatever name the client knows.
 *
 * @param configured the setting `public-url`; `auto` follows the request.
 */
export function baseUrlOf(request: FastifyRequest, configured: string): string {
  return configured === 'auto' ? `${request.protocol}://${request.host}` : configured;
}

/** Where tokens are to be had, `/v3` included. @param keystone address of an external Keystone, with `/v3`, if there is one. */
export function identityUrlOf(request: FastifyRequest, configured: string, keystone: string | undefined): string {
  return keystone ?? `${baseUrlOf(request, configured)}/identity/v3`;
}
