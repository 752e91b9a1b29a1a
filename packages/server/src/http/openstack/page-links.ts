import type { FastifyRequest } from 'fastify';
import { queryOf } from './request-url.ts';

/** Knows the address of something of the caller's project. @param path begins with a slash. */
interface Links {
  linkTo(request: FastifyRequest, path: string): string;
}

interface Listed {
  /** Of the list under the project, with a slash before it. */
  readonly path: string;
  readonly items: readonly { readonly id: string }[];
  /** That the page was asked for with. */
  readonly limit: number;
}

/**
 * Where a list goes on, for `volumes_links`, `servers_links` and the like; null at its end. It goes on whenever the page is full: clients
 * ask until there is a page without a link.
 */
export function nextPage(
  api: Links,
  request: FastifyRequest,
  { path, items, limit }: Listed,
): { rel: string; href: string }[] | null {
  const last = items.at(-1);
  if (last === undefined || items.length < limit) return null;
  const query = queryOf(request);
  query.delete('offset');
  query.set('marker', last.id);
  return [{ rel: 'next', href: api.linkTo(request, `${path}?${query.toString()}`) }];
}
