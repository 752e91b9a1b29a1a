import { opendir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { TreeRoot } from '@ingot/chunk-store';
import { hasErrno } from '../../kernel/errno.ts';
import type { DiskPlaces, LayerPlaces } from './disk-places.ts';

/**
 * Who needs a layer: work of this process that holds it, and overlays that stand on it. Overlays are found where they lie,
 * by their second names, so nothing has to be counted, and no count can be wrong.
 */
export class LayerUses {
  readonly #places: DiskPlaces;
  readonly #held = new Map<TreeRoot, number>();
  readonly #removals = new Map<TreeRoot, Promise<unknown>>();

  constructor(places: DiskPlaces) {
    this.#places = places;
  }

  /** Runs `work` while nobody removes the layer. */
  async holding<Result>(root: TreeRoot, work: () => Promise<Result>): Promise<Result> {
    for (let removal; (removal = this.#removals.get(root)) !== undefined;) await removal.catch(() => undefined);
    this.#held.set(root, (this.#held.get(root) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const rest = (this.#held.get(root) ?? 1) - 1;
      if (rest === 0) this.#held.delete(root);
      else this.#held.set(root, rest);
    }
  }

  /** Runs `remove` if nobody needs the layer, while nobody begins to. @returns whether it ran. */
  async removing(root: TreeRoot, remove: (layer: LayerPlaces) => Promise<void>): Promise<boolean> {
    if (this.#held.has(root) || this.#removals.has(root)) return false;
    const layer = this.#places.layer(root);
    const removal = (async (): Promise<boolean> => {
      if ((await hasOverlays(layer.standing)) || (await hasOverlays(layer.lazy))) return false;
      await remove(layer);
      return true;
    })();
    this.#removals.set(root, removal);
    try {
      return await removal;
    } finally {
      this.#removals.delete(root);
    }
  }
}

/** Whether an overlay has a second name in this directory. Names that death left are removed on the way. */
export async function hasOverlays(directory: string): Promise<boolean> {
  for await (const name of namesIn(directory)) {
    const file = path.join(directory, name);
    if (!(await isLeftOver(file))) return true;
    await rm(file, { force: true });
  }
  return false;
}

/** Whether a second name is the only one that its overlay has left. */
export async function isLeftOver(file: string): Promise<boolean> {
  try {
    return (await stat(file)).nlink === 1;
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return true;
    throw error;
  }
}

/** The names in a directory, in no order; none when it is not there. */
export async function* namesIn(directory: string): AsyncGenerator<string> {
  try {
    for await (const { name } of await opendir(directory)) yield name;
  } catch (error) {
    if (!hasErrno(error, 'ENOENT')) throw error;
  }
}
