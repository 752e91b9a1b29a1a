/**
 * A read cache of bounded size before any other backend, for one whose reads are slow.
 *
 *     reader ──► blocks of 512 KiB ──kept──► two files of a local directory (block-cache.ts)
 *                      └────── not kept ───► ranged reads of the other backend, neighbours in one
 *
 * A block is fetched once however many ask for it at a time, and its memory is given back when each of them has copied what
 * it needs: what is left to the collector of garbage mounts up for seconds. What is kept is checked when it is read: a bit
 * that flips there costs another read of the store, and is never taken for damage of the store. Writing passes the cache by.
 * A pack that another process has deleted may still be read from here; ids of packs are never used again, so its bytes are
 * right.
 */
import { copyBytes, copyToEach } from '../../copy-bytes.ts';
import { ChunkStoreError } from '../../errors.ts';
import type {
  OpenPack,
  PackBackend,
  PackCreateOptions,
  PackOrigin,
  PackReadOptions,
} from '../../packs/pack-backend.ts';
import type { PackId } from '../../packs/pack-id.ts';
import { giveBack } from '../../wire/give-back.ts';
import { BlockCache, type BlockCacheOptions } from './block-cache.ts';
import { BLOCK_SIZE } from './block-record.ts';
import type { BlockName } from './block-table.ts';
import { PackSizes } from './pack-sizes.ts';

/** The longest read of the other backend, in blocks: 4 MiB. */
const MAX_FETCH = 8;

/** @param inner belongs to the cached backend from now on, which closes it. @throws ChunkStoreError. */
export async function cachedBackend(inner: PackBackend, options: BlockCacheOptions): Promise<PackBackend> {
  return new CachedBackend(inner, await BlockCache.open(options));
}

/** A block on its way to those who have asked for it, and into the cache. */
interface LoadingBlock {
  readonly bytes: Promise<Buffer>;
  /** Who needs its memory. */
  users: number;
  /** Called when nobody does any more. */
  readonly spent: () => void;
}

class CachedBackend implements PackBackend {
  readonly origin: PackOrigin;
  readonly #inner: PackBackend;
  readonly #cache: BlockCache;
  readonly #sizes: PackSizes;
  /** By `<pack>/<number>`. */
  readonly #loading = new Map<string, LoadingBlock>();

  constructor(inner: PackBackend, cache: BlockCache) {
    this.origin = inner.origin;
    this.#inner = inner;
    this.#cache = cache;
    this.#sizes = new PackSizes((pack) => inner.size(pack));
  }

  create(pack: PackId, options?: PackCreateOptions): Promise<OpenPack> {
    return this.#inner.create(pack, options);
  }

  async read(pack: PackId, offset: number, length: number, options: PackReadOptions = {}): Promise<Buffer> {
    if (options.fresh) return this.#readFresh(pack, offset, length);
    if (length === 0) return this.#inner.read(pack, offset, length);
    const out = Buffer.allocUnsafeSlow(length);
    await this.#copy(pack, offset, [out]);
    return out;
  }

  async readInto(
    pack: PackId,
    offset: number,
    targets: readonly Buffer[],
    options: PackReadOptions = {},
  ): Promise<void> {
    if (!options.fresh) return this.#copy(pack, offset, targets);
    const length = targets.reduce((sum, target) => sum + target.length, 0);
    copyToEach(await this.#readFresh(pack, offset, length), targets);
  }

  size(pack: PackId): Promise<number> {
    return this.#inner.size(pack);
  }

  async delete(pack: PackId): Promise<void> {
    await this.#inner.delete(pack);
    this.#sizes.forget(pack);
    await this.#cache.drop(pack);
  }

  list(): AsyncIterable<PackId> {
    return this.#inner.list();
  }

  async close(): Promise<void> {
    await this.#cache.close();
    await this.#inner.close();
  }

  /** Fills the targets, end to end. The blocks of all of them are asked for at once, and each is let go when it is copied. */
  async #copy(pack: PackId, offset: number, targets: readonly Buffer[]): Promise<void> {
    const end = offset + targets.reduce((sum, { length }) => sum + length, 0);
    const blocks = this.#load(pack, offset, end - offset);
    const first = Math.floor(offset / BLOCK_SIZE);
    const copies = blocks.map(async (block, index) => {
      const start = (first + index) * BLOCK_SIZE;
      try {
        const bytes = await block.bytes;
        if (start + bytes.length < Math.min(start + BLOCK_SIZE, end)) throw endsBefore(pack, end);
        let at = offset;
        for (const target of targets) {
          // Where the block lies in the target; nowhere, most often.
          const from = Math.max(at, start);
          const until = Math.min(at + target.length, start + bytes.length);
          if (from < until) copyBytes(bytes.subarray(from - start, until - start), target, from - at);
          at += target.length;
        }
      } finally {
        leave(block);
      }
    });
    await Promise.all(copies);
  }

  /** From the other backend; what the cache has of it is compared, and given up if it differs. */
  async #readFresh(pack: PackId, offset: number, length: number): Promise<Buffer> {
    const bytes = await this.#inner.read(pack, offset, length, { fresh: true });
    for (const name of blocksOf(pack, offset, length)) {
      const start = name.number * BLOCK_SIZE;
      const kept = await this.#cache.get(name);
      if (!kept) continue;
      const from = Math.max(0, offset - start);
      const until = Math.min(kept.length, offset + length - start);
      const stored = bytes.subarray(start + from - offset, start + until - offset);
      if (!kept.subarray(from, until).equals(stored)) this.#cache.remove(name);
    }
    return bytes;
  }

  /** The blocks of a range, in order, used by whoever asks: all of them are to be awaited and left. */
  #load(pack: PackId, offset: number, length: number): LoadingBlock[] {
    const names = blocksOf(pack, offset, length);
    let run: BlockName[] = [];
    const fetchRun = (): void => {
      if (run.length > 0) this.#fetch(run);
      run = [];
    };
    for (const name of names) {
      if (this.#loading.has(keyOf(name))) fetchRun();
      else if (this.#cache.has(name)) {
        fetchRun();
        const found = this.#lookUp(name);
        this.#start(name, found, () => giveBackWhen(found));
      } else {
        run.push(name);
        if (run.length === MAX_FETCH) fetchRun();
      }
    }
    fetchRun();
    return names.map((name) => {
      const block = this.#loading.get(keyOf(name));
      if (!block) throw new TypeError('a block is not loading');
      block.users += 1;
      return block;
    });
  }

  async #lookUp(name: BlockName): Promise<Buffer> {
    return (await this.#cache.get(name)) ?? this.#fetchRange([name]);
  }

  /** @param names neighbours. */
  #fetch(names: readonly BlockName[]): void {
    const fetched = this.#fetchRange(names);
    let unspent = names.length;
    const spent = (): void => {
      unspent -= 1;
      if (unspent === 0) giveBackWhen(fetched);
    };
    for (const [index, name] of names.entries()) {
      const start = index * BLOCK_SIZE;
      this.#start(
        name,
        fetched.then((bytes) => bytes.subarray(start, start + BLOCK_SIZE)),
        spent,
      );
    }
  }

  /** Whoever asks while a block is loaded, or still on its way into the cache, shares it. */
  #start(name: BlockName, bytes: Promise<Buffer>, spent: () => void): void {
    const key = keyOf(name);
    const block: LoadingBlock = { bytes, users: 1, spent };
    this.#loading.set(key, block);
    const keep = async (): Promise<void> => {
      try {
        await this.#cache.put(name, await bytes);
      } catch {
        // Met by those who asked for it, all of whom await it.
      } finally {
        this.#loading.delete(key);
        leave(block);
      }
    };
    void keep();
  }

  /** The bytes of neighbouring blocks, as far as the pack goes. */
  async #fetchRange(names: readonly BlockName[]): Promise<Buffer> {
    const [first] = names;
    if (!first) return Buffer.alloc(0);
    const start = first.number * BLOCK_SIZE;
    const size = await this.#sizes.of(first.pack);
    if (start >= size) throw endsBefore(first.pack, start + 1);
    return this.#inner.read(first.pack, start, Math.min(names.length * BLOCK_SIZE, size - start));
  }
}

/** One user of its memory less. */
function leave(block: LoadingBlock): void {
  block.users -= 1;
  if (block.users === 0) block.spent();
}

/** Gives memory back that has come, or never will. */
function giveBackWhen(come: Promise<Buffer>): void {
  come.then(giveBack, () => undefined);
}

function blocksOf(pack: PackId, offset: number, length: number): BlockName[] {
  const first = Math.floor(offset / BLOCK_SIZE);
  const count = Math.ceil((offset + length) / BLOCK_SIZE) - first;
  return Array.from({ length: count }, (_, index) => ({ pack, number: first + index }));
}

function keyOf({ pack, number }: BlockName): string {
  return `${pack}/${number}`;
}

function endsBefore(pack: PackId, end: number): ChunkStoreError {
  return new ChunkStoreError('corrupt', `pack ${pack} ends before ${end}`);
}
