import type { ChunkId } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import type { ChunkIndex, Lease } from '../index/chunk-index.ts';
import { PackStream } from '../ingest/pack-stream.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import { PACK_TARGET_SIZE } from '../packs/pack-format.ts';
import type { PackId } from '../packs/pack-id.ts';
import { readPackIndex } from '../packs/read-pack-index.ts';
import { isSound } from './check-stored.ts';

interface HealedStore {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
}

/**
 * Stores quarantined chunks anew from sound copies of their bytes: into a new pack, as an upload would. Each copy is
 * checked in every respect before it is written; `registerPack` then takes its chunk out of quarantine.
 */
export class Healer {
  readonly #packs: PackStream;
  #failure: ChunkStoreError | null = null;

  /** @param lease of kind ingest, which keeps what is stored here from a collection that is under way. */
  constructor(store: HealedStore, lease: Lease) {
    this.#packs = new PackStream(store, lease, { packTargetSize: PACK_TARGET_SIZE });
  }

  /** Why the last source that could not be read could not. */
  get failure(): ChunkStoreError | null {
    return this.#failure;
  }

  /**
   * A pack that is not there, or is damaged there as well, heals nothing; neither does a source that does not answer.
   *
   * @param source where copies of packs lie under their own names. @param ids chunks that `pack` holds, perhaps.
   * @returns those whose copy is sound; they are healed once `finish` has resolved.
   */
  async take(source: PackBackend, pack: PackId, ids: ReadonlySet<ChunkId>): Promise<ChunkId[]> {
    const healed: ChunkId[] = [];
    for (const entry of (await this.#read(() => readPackIndex(source, pack))) ?? []) {
      if (!ids.has(entry.id)) continue;
      const { id, kind, ...place } = entry;
      const bytes = await this.#read(() => source.read(pack, entry.offset, entry.storedLength));
      if (!bytes || !isSound(bytes, { id, location: { pack, ...place } })) continue;
      const { codec, plainLength, crc } = place;
      await this.#packs.append([{ id, kind, codec, plainLength, crc, bytes }]);
      healed.push(id);
    }
    return healed;
  }

  /** When it resolves, what was taken is durable and served. */
  finish(): Promise<void> {
    return this.#packs.finish();
  }

  /** Gives up what was not finished; the pack is dead with the lease. */
  discard(): Promise<void> {
    return this.#packs.discard();
  }

  async #read<Result>(read: () => Promise<Result>): Promise<Result | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ChunkStoreError)) throw error;
      if (error.code !== 'missing' && error.code !== 'corrupt') this.#failure = error;
      return null;
    }
  }
}
