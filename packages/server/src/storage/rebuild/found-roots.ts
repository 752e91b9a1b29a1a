import type { TreeRoot } from '@ingot/chunk-store';

/** Roots of trees that were found in packs, until it is known whose they are; empty but during a rebuild. */
export interface FoundRoots {
  /** Nothing happens for those that are there. */
  rootsAdd(roots: readonly TreeRoot[]): Promise<void>;
  rootsForget(roots: readonly TreeRoot[]): Promise<void>;
  /** In order, after `after`. */
  rootList(query: { readonly after: TreeRoot | null; readonly limit: number }): Promise<readonly TreeRoot[]>;
}
