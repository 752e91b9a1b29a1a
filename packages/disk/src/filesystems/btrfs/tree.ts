import { DiskError } from '../../disk-error.ts';
import { partitionPoint } from '../partition-point.ts';
import { compareKeys } from './key.ts';
import type { Key } from './key.ts';
import type { TreeNode, TreeRoot } from './node.ts';

export interface Item {
  readonly key: Key;
  readonly data: Buffer;
}

/** Reads one node, checked against what its parent says of it. @throws DiskError */
export type ReadNode = (pointer: TreeRoot) => Promise<TreeNode>;

/** The format has no more; a tree of eight levels outgrows every disk. */
const MAX_LEVEL = 7;

/** The keys that a subtree may hold: those from `first` (exactly the first, below the top) up to before `end`. */
interface Bounds {
  readonly first: Key | null;
  readonly end: Key | null;
}

const EVERYTHING: Bounds = { first: null, end: null };

/** The last item whose key is not above `key`, or null. @throws DiskError */
export async function lastItem(read: ReadNode, root: TreeRoot, key: Key): Promise<Item | null> {
  let node = await readWithin(read, root, EVERYTHING);
  let bounds = EVERYTHING;
  for (;;) {
    const index = lastAtOrBelow(node.keys, key);
    const found = node.keys[index];
    if (found === undefined) return null;
    if (node.level === 0) return { key: found, data: node.item(index) };
    bounds = boundsOf(node, index, bounds);
    node = await readWithin(read, node.child(index), bounds);
  }
}

/** The item with exactly this key, or null. @throws DiskError */
export async function findItem(read: ReadNode, root: TreeRoot, key: Key): Promise<Item | null> {
  const item = await lastItem(read, root, key);
  return item !== null && compareKeys(item.key, key) === 0 ? item : null;
}

/** All items with keys from `from` to `to`, both included, in order. @throws DiskError */
export async function* itemsBetween(read: ReadNode, root: TreeRoot, from: Key, to: Key): AsyncGenerator<Item> {
  yield* walk(read, await readWithin(read, root, EVERYTHING), EVERYTHING, from, to);
}

async function* walk(read: ReadNode, node: TreeNode, bounds: Bounds, from: Key, to: Key): AsyncGenerator<Item> {
  for (let index = Math.max(0, lastAtOrBelow(node.keys, from)); index < node.keys.length; index++) {
    const key = node.keys[index];
    if (key === undefined || compareKeys(key, to) > 0) return;
    if (node.level > 0) {
      const within = boundsOf(node, index, bounds);
      yield* walk(read, await readWithin(read, node.child(index), within), within, from, to);
    } else if (compareKeys(key, from) >= 0) {
      yield { key, data: node.item(index) };
    }
  }
}

function boundsOf(node: TreeNode, index: number, bounds: Bounds): Bounds {
  return { first: node.keys[index] ?? null, end: node.keys[index + 1] ?? bounds.end };
}

/**
 * Reads a node and holds it to the range of keys that is its own. Subtrees are therefore disjoint, so that a tree whose
 * nodes refer to each other crosswise is refused, and none is walked longer than its nodes are many.
 */
async function readWithin(read: ReadNode, pointer: TreeRoot, { first, end }: Bounds): Promise<TreeNode> {
  if (pointer.level > MAX_LEVEL) throw new DiskError('malformed', `A Btrfs tree claims ${pointer.level} levels.`);
  const node = await read(pointer);
  const [lowest] = node.keys;
  const highest = node.keys.at(-1);
  const isEmpty = lowest === undefined || highest === undefined;
  if (isEmpty ? first !== null || node.level > 0 : !fits(lowest, highest, first, end)) {
    throw new DiskError('malformed', 'A node of a Btrfs tree holds other keys than its parent says.');
  }
  return node;
}

function fits(lowest: Key, highest: Key, first: Key | null, end: Key | null): boolean {
  return (first === null || compareKeys(lowest, first) === 0) && (end === null || compareKeys(highest, end) < 0);
}

/** Index of the last key that is not above `key`; -1 when all are. */
function lastAtOrBelow(keys: readonly Key[], key: Key): number {
  return partitionPoint(keys.length, (index) => compareKeys(keys[index] ?? key, key) <= 0) - 1;
}
