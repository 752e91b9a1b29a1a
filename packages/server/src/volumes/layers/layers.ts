import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import { parseTreeRoot, type ChunkStore, type TreeRoot } from '@ingot/chunk-store';
import { hasErrno } from '../../kernel/errno.ts';
import type { DiskLayers, LayerFile } from '../disk-port.ts';
import { bytesOf } from './bytes-of.ts';
import { syncDirectories, type DiskPlaces, type LayerPlaces } from './disk-places.ts';
import { hasOverlays, LayerUses, namesIn } from './layer-uses.ts';
import { materialise } from './materialise.ts';
import type { ReadyTrees } from './ready-trees.ts';

/**
 * Layers: trees as sparse files that overlays share.
 *
 *     absent ──prepare──► file, complete and durable ──drop──► absent
 *
 * The tree of a layer is kept alive by whoever asks for the layer.
 */
export class Layers implements DiskLayers {
  readonly uses: LayerUses;
  readonly #places: DiskPlaces;
  readonly #chunks: Pick<ChunkStore, 'open'>;
  readonly #ready: ReadyTrees;
  readonly #preparing = new Map<TreeRoot, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(places: DiskPlaces, chunks: Pick<ChunkStore, 'open'>, ready: ReadyTrees) {
    this.#places = places;
    this.#chunks = chunks;
    this.#ready = ready;
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

  /** Whether somebody wants the file to be there: something stands on it or will, or it is to be ready. */
  async isWanted(root: TreeRoot): Promise<boolean> {
    const { standing, lazy } = this.#places.layer(root);
    return (await hasOverlays(standing)) || (await hasOverlays(lazy)) || (await this.#ready.has(root));
  }

  /** Removes the file unless something stands on it or is about to. @returns whether it did. */
  drop(root: TreeRoot): Promise<boolean> {
    return this.uses.removing(root, async (layer) => {
      await rm(layer.file, { force: true });
      await syncDirectories(layer.directory);
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
  async *files(): AsyncGenerator<LayerFile> {
    for await (const root of this.list()) {
      const { file, standing } = this.#places.layer(root);
      try {
        const [bytes, { mtimeMs }] = [await bytesOf(file), await stat(standing)];
        if (bytes !== null) yield { root, bytes, usedAt: mtimeMs };
      } catch (error) {
        if (!hasErrno(error, 'ENOENT')) throw error;
      }
    }
  }

  bytes(root: TreeRoot): Promise<number | null> {
    return bytesOf(this.#places.layer(root).file);
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
    await this.#ready.made(root);
  }

  #sync(root: TreeRoot): Promise<void> {
    return syncDirectories(this.#places.layer(root).directory, this.#places.layers);
  }
}

export async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return false;
    throw error;
  }
}
