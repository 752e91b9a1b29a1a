import type { ChunkId } from '../chunk-id.ts';
import type { ChunkIndex, Lease } from '../index/chunk-index.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import { newPackId } from '../packs/pack-id.ts';
import { PackWriter, type PackRecord } from '../packs/pack-writer.ts';

/**
 * The packs of one ingest, one after the other, in disk order. While one is being sealed and registered the next is
 * already written, but not more than that: what is pending stays bounded whatever the length of the stream.
 */
export class PackStream {
  readonly #backend: PackBackend;
  readonly #index: ChunkIndex;
  readonly #lease: Lease;
  readonly #targetSize: number;
  #writer: PackWriter | null = null;
  #sealing: Promise<void> = Promise.resolve();
  /** Chunks in the pack that is written, and in the one that is sealed: the index does not know them yet. */
  #written = new Set<ChunkId>();
  #registering = new Set<ChunkId>();
  #newBytes = 0;

  constructor(store: { backend: PackBackend; index: ChunkIndex }, lease: Lease, targetSize: number) {
    this.#backend = store.backend;
    this.#index = store.index;
    this.#lease = lease;
    this.#targetSize = targetSize;
  }

  /** Stored bytes added, without the packs' own headers and indexes. */
  get newBytes(): number {
    return this.#newBytes;
  }

  /** Whether this stream has stored the chunk in a pack that the index does not know yet. */
  has(id: ChunkId): boolean {
    return this.#written.has(id) || this.#registering.has(id);
  }

  /** The records' bytes may be reused when it resolves. */
  async append(records: readonly PackRecord[]): Promise<void> {
    if (records.length === 0) return;
    this.#writer ??= await this.#open();
    await this.#writer.append(records);
    for (const { id, bytes } of records) {
      this.#written.add(id);
      this.#newBytes += bytes.length;
    }
    if (this.#writer.size >= this.#targetSize) await this.#rotate();
  }

  /** When it resolves all packs are durable and registered. */
  async finish(): Promise<void> {
    await this.#rotate();
    await this.#sealing;
  }

  /** Stops writing; what was written is left for `takeBack`. */
  async discard(): Promise<void> {
    await Promise.allSettled([this.#sealing]);
    await this.#writer?.discard();
  }

  async #open(): Promise<PackWriter> {
    const pack = newPackId();
    await this.#index.openPack(this.#lease, pack);
    return PackWriter.create(this.#backend, pack);
  }

  async #rotate(): Promise<void> {
    await this.#sealing;
    const writer = this.#writer;
    if (!writer) return;
    this.#writer = null;
    this.#registering = this.#written;
    this.#written = new Set();
    this.#sealing = this.#seal(writer);
    // Whoever comes next, `rotate` or `finish`, meets the failure; until then it is not an unhandled one.
    this.#sealing.catch(() => undefined);
  }

  async #seal(writer: PackWriter): Promise<void> {
    const storedBytes = await this.#sealOrDiscard(writer);
    const served = await this.#index.registerPack(this.#lease, writer.pack, storedBytes, writer.entries);
    if (served > 0) return;
    // Another ingest has stored the same chunks in the meantime.
    await this.#backend.delete(writer.pack);
    await this.#index.forgetPacks([writer.pack]);
  }

  async #sealOrDiscard(writer: PackWriter): Promise<number> {
    try {
      return await writer.seal();
    } catch (error) {
      // Closes the file. Whether it can be removed now is of no matter: `takeBack` knows the pack.
      await Promise.allSettled([writer.discard()]);
      throw error;
    }
  }
}
