import type { ChunkId } from '../chunk-id.ts';
import type { ChunkIndex, Lease } from '../index/chunk-index.ts';
import type { PackBackend, PackCreateOptions } from '../packs/pack-backend.ts';
import { newPackId, type PackId } from '../packs/pack-id.ts';
import { PackWriter, type PackRecord } from '../packs/pack-writer.ts';

/** Packs of a stream that are being sealed and registered while the next is written: a disk that pauses does not hold it up at once. */
const MAX_SEALING = 3;

/** A pack that is written, and that the index does not know yet. */
interface SealingPack {
  readonly chunks: ReadonlySet<ChunkId>;
  /** Resolves when the pack is durable and registered. */
  readonly sealed: Promise<void>;
}

export interface PackStreamOptions extends PackCreateOptions {
  /** Bytes after which another pack is begun. */
  readonly packTargetSize: number;
}

/**
 * The packs of one ingest, one after the other, in disk order. While some are being sealed and registered the next is
 * already written, but not more than that: what is pending stays bounded whatever the length of the stream.
 */
export class PackStream {
  readonly #backend: PackBackend;
  readonly #index: ChunkIndex;
  readonly #lease: Lease;
  readonly #options: PackStreamOptions;
  #writer: PackWriter | null = null;
  #sealing: readonly SealingPack[] = [];
  /** The pack after this one, noted in time: it would wait for all that the disk is taking then. */
  #next: Promise<PackId> | null = null;
  /** Chunks in the pack that is written: the index does not know them yet. */
  #written = new Set<ChunkId>();
  #newBytes = 0;

  constructor(store: { backend: PackBackend; index: ChunkIndex }, lease: Lease, options: PackStreamOptions) {
    this.#backend = store.backend;
    this.#index = store.index;
    this.#lease = lease;
    this.#options = options;
  }

  /** Stored bytes added, without the packs' own headers and indexes. */
  get newBytes(): number {
    return this.#newBytes;
  }

  /** Whether this stream has stored the chunk in a pack that the index does not know yet. */
  has(id: ChunkId): boolean {
    return this.#written.has(id) || this.#sealing.some(({ chunks }) => chunks.has(id));
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
    const { packTargetSize } = this.#options;
    if (this.#writer.size >= packTargetSize) await this.#rotate();
    else if (this.#writer.size >= packTargetSize / 4) this.#noteNext();
  }

  /** When it resolves all packs are durable and registered. */
  async finish(): Promise<void> {
    await this.#rotate();
    await Promise.all(this.#sealing.map(({ sealed }) => sealed));
    if (this.#next) await this.#index.forgetPacks([await this.#next]);
  }

  /** Stops writing; what was written is left for `takeBack`. */
  async discard(): Promise<void> {
    await Promise.allSettled([this.#next, ...this.#sealing.map(({ sealed }) => sealed)]);
    await this.#writer?.discard();
  }

  async #open(): Promise<PackWriter> {
    const pack = await (this.#next ?? this.#note());
    this.#next = null;
    return PackWriter.create(this.#backend, pack, this.#options);
  }

  #noteNext(): void {
    if (this.#next) return;
    this.#next = this.#note();
    // Met by whoever needs it; until then it is not an unhandled failure.
    this.#next.catch(() => undefined);
  }

  async #note(): Promise<PackId> {
    const pack = newPackId();
    await this.#index.openPack(this.#lease, pack);
    return pack;
  }

  async #rotate(): Promise<void> {
    while (this.#sealing.length >= MAX_SEALING) await this.#sealing[0]?.sealed;
    const writer = this.#writer;
    if (!writer) return;
    this.#writer = null;
    const chunks = this.#written;
    this.#written = new Set();
    const sealed = this.#seal(writer, chunks);
    // Whoever comes next, `rotate` or `finish`, meets the failure; until then it is not an unhandled one.
    sealed.catch(() => undefined);
    this.#sealing = [...this.#sealing, { chunks, sealed }];
  }

  async #seal(writer: PackWriter, chunks: ReadonlySet<ChunkId>): Promise<void> {
    const storedBytes = await this.#sealOrDiscard(writer);
    const served = await this.#index.registerPack(this.#lease, writer.pack, storedBytes, writer.entries);
    if (served === 0) {
      // Another ingest has stored the same chunks in the meantime.
      await this.#backend.delete(writer.pack);
      await this.#index.forgetPacks([writer.pack]);
    }
    this.#sealing = this.#sealing.filter((pack) => pack.chunks !== chunks);
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
