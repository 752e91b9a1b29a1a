import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Page, PageRequest } from '../../../identity/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import type { IdentityApi } from './api.ts';

/** Parameters of every list. */
export const PAGE_QUERY = {
  limit: Type.Optional(Type.String({ description: 'Items on the page, at most 1000' })),
  marker: Type.Optional(Type.String({ description: 'Id of the last item of the page before' })),
};

/** @throws IngotError `invalid` for a limit that is no number, or a marker that cannot be an id. */
export function pageOf<Id extends string>(
  query: { readonly limit?: string; readonly marker?: string },
  parse: (text: string) => Id | null,
): PageRequest<Id> {
  const page: { limit?: number; marker?: Id } = {};
  if (query.limit !== undefined) {
    if (!/^[1-9]\d{0,8}$/.test(query.limit)) {
      throw new IngotError('invalid', `limit is "${query.limit}", but must be a whole number above 0.`);
    }
    page.limit = Number(query.limit);
  }
  if (query.marker !== undefined) {
    const marker = parse(query.marker);
    if (marker === null) throw new IngotError('invalid', `marker is "${query.marker}", which is not an id.`);
    page.marker = marker;
  }
  return page;
}

/** `true`, `1`, nothing at all (`?effective`) and the like are yes; `false`, `0` and the like are no. */
export function flagOf(text: string | undefined, key: string): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(|true|1|yes|on|t|y)$/i.test(text)) return true;
  if (/^(false|0|no|off|f|n)$/i.test(text)) return false;
  throw new IngotError('invalid', `${key} is "${text}", but must be true or false.`);
}

/** A whole page under the name of its collection, with `truncated` where there is more, as Keystone says it. */
export function renderPage<Item>(
  api: IdentityApi,
  request: FastifyRequest,
  key: string,
  page: Page<Item>,
  render: (item: Item) => object,
): object {
  const self = new URL(api.baseOf(request) + request.url);
  const next = new URL(self);
  if (page.next !== null) next.searchParams.set('marker', page.next);
  return {
    [key]: page.items.map(render),
    links: { self: self.href, next: page.next === null ? null : next.href, previous: null },
    ...(page.next !== null && { truncated: true }),
  };
}

/** A list that is always whole. */
export function renderList<Item>(
  api: IdentityApi,
  request: FastifyRequest,
  key: string,
  items: readonly Item[],
  render: (item: Item) => object,
): object {
  return renderPage(api, request, key, { items, next: null }, render);
}
