import { mkdir, open, rm, rmdir, stat } from 'node:fs/promises';
import { parseTreeRoot, type ChunkStore, type TreeRoot } from '@ingot/chunk-store';
import { hasErrno } from '../../kernel/errno.ts';
import { syncDirectories, type DiskPlaces, type LayerPlaces } from './disk-places.ts';
import { hasOverlays, LayerUses, namesIn } from './layer-uses.ts';
import { materialise } from './materialise.ts';

/** A layer's file. */
export interface StoredLayer {
  readonly root: TreeRoot;
  /** On disk, holes left out. */
  readonly bytes: number;
  /** When an overlay on it was last made or removed, in milliseconds since the epoch. */
  readonly usedAt: number;
}

/**
 * Layers: trees as sparse files that overlays share.
 *
 *     absent ──prepare──► file, complete and durable ──drop──► absent
 *
 * The tree of a layer is kept alive by whoever asks for the layer.
 */
export class Layers {
  readonly uses: LayerUses;
  readonly #places: DiskPlaces;
  readonly #chunks: Pick<ChunkStore, 'open'>;
  readonly #preparing = new Map<TreeRoot, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(places: DiskPlaces, chunks: Pick<ChunkStore, 'open'>) {
    this.#places = places;
    this.#chunks = chunks;
    this.uses = new LayerUses(places);
  }

  /** Makes the file, once however many ask. @throws ChunkStoreError, or the system's error. */
  prepare(root: TreeRoot): Promise<void> {
    const under = this.#preparing.get(root);
    if (under) return under;
    const preparing = this.uses.holding(root, () => this.#make(root)).finally(() => this.#preparing.delete(root));
    this.#preparing.set(root, preparing);
    return preparing;
  }

  isReady(root: TreeRoot): Promise<boolean> {
    return isThere(this.#places.layer(root).file);
  }

  /** Notes, durably, that the file is to be there whether or not something stands on it. */
  async keep(root: TreeRoot): Promise<void> {
    await this.uses.holding(root, async () => {
      const { kept } = await this.makeDirectories(root);
      await (await open(kept, 'a', 0o600)).close();
      await this.#sync(root);
    });
  }

  /** Takes that back; the file goes when room is needed. */
  async release(root: TreeRoot): Promise<void> {
    const { kept, directory } = this.#places.layer(root);
    await rm(kept, { force: true });
    if (await isThere(directory)) await syncDirectories(directory);
  }

  /** Whether somebody wants the file to be there: it is kept, or something stands on it or will. */
  async isWanted(root: TreeRoot): Promise<boolean> {
    const { kept, standing, lazy } = this.#places.layer(root);
    return (await isThere(kept)) || (await hasOverlays(standing)) || (await hasOverlays(lazy));
  }

  /** Removes the file unless something stands on it or is about to. @returns whether it did. */
  drop(root: TreeRoot): Promise<boolean> {
    return this.uses.removing(root, async (layer) => {
      await rm(layer.file, { force: true });
      await syncDirectories(layer.directory);
      if (await isThere(layer.kept)) return;
      for (const directory of [layer.standing, layer.lazy, layer.directory]) {
        await rmdir(directory).catch((error: unknown) => {
          if (!hasErrno(error, 'ENOENT')) throw error;
        });
      }
    });
  }

  /** The trees that there is anything of here, in no order. */
  async *list(): AsyncGenerator<TreeRoot> {
    for await (const name of namesIn(this.#places.layers)) {
      const root = parseTreeRoot(name);
      if (root !== null) yield root;
    }
  }

  /** The layers that are files. */
  async *files(): AsyncGenerator<StoredLayer> {
    for await (const root of this.list()) {
      const { file, standing } = this.#places.layer(root);
      try {
        const [{ blocks }, { mtimeMs }] = [await stat(file), await stat(standing)];
        yield { root, bytes: blocks * BLOCK, usedAt: mtimeMs };
      } catch (error) {
        if (!hasErrno(error, 'ENOENT')) throw error;
      }
    }
  }

  /** The directories of a layer, durably there. */
  async makeDirectories(root: TreeRoot): Promise<LayerPlaces> {
    const layer = this.#places.layer(root);
    for (const directory of [layer.standing, layer.lazy]) await mkdir(directory, { recursive: true, mode: 0o700 });
    await this.#sync(root);
    return layer;
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the service stops'));
    await Promise.allSettled(this.#preparing.values());
  }

  async #make(root: TreeRoot): Promise<void> {
    if (await this.isReady(root)) return;
    const { file } = await this.makeDirectories(root);
    const tree = await this.#chunks.open(root);
    await materialise(tree, { incoming: this.#places.incoming, file }, this.#closing.signal);
  }

  #sync(root: TreeRoot): Promise<void> {
    return syncDirectories(this.#places.layer(root).directory, this.#places.layers);
  }
}

/** What `blocks` of stat(2) counts in, in bytes. */
const BLOCK = 512;

export async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return false;
    throw error;
  }
}
