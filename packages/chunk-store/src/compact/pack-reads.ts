import type { ChunkIndex } from '../index/chunk-index.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { PackId } from '../packs/pack-id.ts';

/** How often what was read is written down, in milliseconds; a death forgets no more than that. */
const FLUSH_INTERVAL = 5 * 60 * 1000;
/** Packs that are kept in mind before that. */
const MAX_PACKS = 4096;
/** Being read once an hour is as good as all the time: nobody has to write down more. In milliseconds. */
const PRECISION = 60 * 60 * 1000;

/** Remembers which packs people read, so that compaction can tell cold ones. */
export class PackReads {
  readonly #index: ChunkIndex;
  #reads = new Set<PackId>();
  /** Packs that were written down since `#since`. */
  #known = new Set<PackId>();
  #since = Date.now();
  #timer: NodeJS.Timeout | null = null;

  constructor(index: ChunkIndex) {
    this.#index = index;
  }

  note(pack: PackId): void {
    if (this.#known.has(pack)) return;
    this.#reads.add(pack);
    this.#timer ??= setInterval(() => void this.flush(), FLUSH_INTERVAL).unref();
    if (this.#reads.size >= MAX_PACKS) void this.flush();
  }

  /** Writes down what is new. A failure costs nothing but that some packs may look colder than they are. */
  async flush(): Promise<void> {
    const now = Date.now();
    if (now > this.#since + PRECISION || this.#known.size >= MAX_PACKS) {
      this.#known = new Set();
      this.#since = now;
    }
    const reads = [...this.#reads];
    if (reads.length === 0) return;
    this.#reads = new Set();
    try {
      await this.#index.notePackReads(reads, now);
      for (const pack of reads) this.#known.add(pack);
    } catch {
      // Whoever reads on notes it again.
    }
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.flush();
  }
}

/** The backend, for readers: what they read is noted. */
export function notingReads(backend: PackBackend, reads: PackReads): PackBackend {
  const readInto: PackBackend['readInto'] = (pack, offset, targets, options) => {
    reads.note(pack);
    return backend.readInto?.(pack, offset, targets, options) ?? Promise.reject(new Error('there is nothing to gain'));
  };
  const useFile: PackBackend['useFile'] = (pack, work) => {
    reads.note(pack);
    return backend.useFile?.(pack, work) ?? Promise.reject(new Error('there are no files'));
  };
  return {
    ...(backend.readInto && { readInto }),
    ...(backend.useFile && { useFile }),
    origin: backend.origin,
    create: (pack, options) => backend.create(pack, options),
    read: (pack, offset, length, options) => {
      reads.note(pack);
      return backend.read(pack, offset, length, options);
    },
    size: (pack) => backend.size(pack),
    delete: (pack) => backend.delete(pack),
    list: () => backend.list(),
    close: () => backend.close(),
  };
}
