import type { TreeRoot } from '@ingot/chunk-store';

/** The trees whose layers are to be there before anybody asks for a disk: those of images optimized for deployment. */
export interface ReadyTrees {
  /** In no order; one may come more than once. */
  list(): AsyncIterable<TreeRoot>;
  has(root: TreeRoot): Promise<boolean>;
  /** Told when a layer has come to be there, of one of them or of another. */
  made(root: TreeRoot): Promise<void>;
}
