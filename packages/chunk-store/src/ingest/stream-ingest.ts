import type { HeldLease } from '../index/lease-keeper.ts';
import { isZero } from '../zero-chunk.ts';
import { StreamChecksums } from './checksums.ts';
import { Chunker, copyPieces, type GatheredChunk } from './chunker.ts';
import { RecurringEvent } from './event.ts';
import type { Ingest, Ingested, IngestOptions } from './ingest.ts';
import { LeasedTree, type IngestResources } from './leased-tree.ts';

/** Checksum updates of one stream that may lie before the workers: a run of zeros takes no slots to be bounded by. */
const MAX_PENDING_UPDATES = 64;

/** The ingest as described in ingest.ts. */
export class StreamIngest implements Ingest {
  readonly #chunker: Chunker;
  readonly #worked = new RecurringEvent();
  readonly #tree: LeasedTree;
  readonly #checksums: StreamChecksums;
  #received = 0;

  constructor(resources: IngestResources, lease: HeldLease, spent?: IngestOptions['spent']) {
    this.#chunker = new Chunker((chunk) => this.#take(chunk), spent);
    this.#tree = new LeasedTree(resources, lease);
    this.#checksums = new StreamChecksums(resources.pool, {
      settled: () => {
        this.#worked.happen();
      },
      failed: (error) => {
        this.#tree.stop.abort(error);
      },
    });
  }

  get received(): number {
    return this.#received;
  }

  write(bytes: Buffer): Promise<void> {
    return this.#tree.run(async () => {
      // Of memory that was given back nobody can tell how long it was.
      const { length } = bytes;
      await this.#chunker.write(bytes);
      this.#received += length;
    });
  }

  finish(as?: 'page' | 'root'): Promise<Ingested> {
    return this.#tree.run(async () => {
      await this.#chunker.flush();
      return this.#tree.finish(() => this.#checksums.finish(), as);
    });
  }

  abort(): Promise<void> {
    return this.#tree.abort(() => {
      this.#checksums.discard();
    });
  }

  async #take({ pieces, length }: GatheredChunk): Promise<void> {
    const { pipeline, stop } = this.#tree;
    await pipeline.room();
    if (pieces.every(isZero)) {
      while (this.#checksums.pending >= MAX_PENDING_UPDATES) await this.#worked.next();
      stop.signal.throwIfAborted();
      this.#checksums.update(null, length);
      pipeline.pushZeros(length);
      return;
    }
    const slot = await this.#tree.slot();
    copyPieces(pieces, slot.bytes);
    this.#checksums.update(slot, length);
    pipeline.push(slot, length);
  }
}
