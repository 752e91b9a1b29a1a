import { IngotError } from '../kernel/errors.ts';

/** One page of a list in order of (name, id). */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The id to give as `marker` for the page after; null on the last one. */
  readonly next: string | null;
}

/** Which page. */
export interface PageRequest<Id extends string = string> {
  /** The last item of the page before. */
  readonly marker?: Id;
  /** At least 1; more than `MAX_PAGE` is read as `MAX_PAGE`. */
  readonly limit?: number;
}

/** The longest page, and the one of a request without a limit. */
const MAX_PAGE = 1000;

/** The place in the order (name, id) after which a page begins. */
export interface Place {
  readonly name: string;
  readonly id: string;
}

/** What a store is asked for: at most `limit` items after `after`. */
export interface Slice {
  readonly after: Place | null;
  readonly limit: number;
}

/**
 * Reads one page: one item more than wanted tells whether there is a next.
 *
 * @param place finds the marker's place; null when it is gone.
 * @throws IngotError `invalid` for a marker that is gone.
 */
export async function readPage<Item extends Place, Id extends string>(
  request: PageRequest<Id>,
  place: (marker: Id) => Promise<Place | null>,
  read: (slice: Slice) => Promise<readonly Item[]>,
): Promise<Page<Item>> {
  const limit = Math.min(Math.max(1, request.limit ?? MAX_PAGE), MAX_PAGE);
  const after = request.marker === undefined ? null : await place(request.marker);
  if (after === null && request.marker !== undefined) {
    throw new IngotError('invalid', `The marker ${request.marker} is not in the list (any more).`);
  }
  const items = await read({ after, limit: limit + 1 });
  if (items.length <= limit) return { items, next: null };
  const page = items.slice(0, limit);
  return { items: page, next: page.at(-1)?.id ?? null };
}
