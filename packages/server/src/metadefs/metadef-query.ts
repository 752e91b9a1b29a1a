import type { NamespaceVisibility } from './namespace.ts';

export type SortDirection = 'asc' | 'desc';

/** Part of a list. `marker` names the last one of the page before. */
interface PageQuery {
  readonly sort: { readonly field: 'name' | 'created-at' | 'updated-at'; readonly direction: SortDirection };
  readonly marker?: string;
  /** At least 0. */
  readonly limit: number;
}

export type EntryQuery = PageQuery;

export interface NamespaceQuery extends PageQuery {
  readonly visibility?: NamespaceVisibility;
  /** Associated with at least one of them. */
  readonly resourceTypes?: readonly string[];
}

/** One page; `more` says whether another one follows. */
export interface MetadefPage<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}
