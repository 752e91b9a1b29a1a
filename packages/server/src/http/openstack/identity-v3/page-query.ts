import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { PageRequest } from '../../../identity/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import type { IdentityApi } from './api.ts';
import type { ListLinks } from './documented-answers.ts';

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

/**
 * What goes with the items of a list: where the next page is, and `truncated` where there is one, as Keystone says it.
 *
 * @param next marker of the page after; null when the list is whole.
 */
export function listLinks(api: IdentityApi, request: FastifyRequest, next: string | null): ListLinks {
  const self = new URL(api.baseOf(request) + request.url);
  if (next === null) return { links: { self: self.href, next: null, previous: null } };
  const after = new URL(self);
  after.searchParams.set('marker', next);
  return { links: { self: self.href, next: after.href, previous: null }, truncated: true };
}
