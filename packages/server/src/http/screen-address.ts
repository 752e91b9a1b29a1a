import type { FastifyRequest } from 'fastify';
import { baseUrlOf } from './base-url.ts';

/** Where the page is that shows a screen, under the address of the service. */
export const SCREENS_PREFIX = '/screens';

/**
 * What a person opens in a browser. The ticket stands behind the `#`, which browsers keep to themselves: it comes into no
 * log of a server or a proxy, and into no `Referer`.
 *
 * @param publicUrl the setting of that name.
 */
export function pageAddress(
  request: FastifyRequest,
  publicUrl: string,
  { ticket, name }: { readonly ticket: string; readonly name: string },
): string {
  const fragment = new URLSearchParams({ ticket, name });
  return `${baseUrlOf(request, publicUrl)}${SCREENS_PREFIX}/view#${fragment.toString()}`;
}
