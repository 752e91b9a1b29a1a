import { ZERO_CHUNK } from '../zero-chunk.ts';
import { CHUNK_SIZE, type ChunkId } from '../chunk-id.ts';
import { copyBytes } from '../copy-bytes.ts';
import { ChunkStoreError } from '../errors.ts';
import { entryAt } from '../tree/entry-at.ts';
import { requireRoot, type TreePage } from '../tree/page.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { chunksOf, intersect, walkTree, type ByteRange, type ContentRun, type ReadPage } from '../tree/tree-walk.ts';
import type { ChunkReader, Places } from './chunk-reader.ts';
import { readAheadOf, type ReadAhead } from './read-ahead.ts';
import { sendAhead, type LentBytes } from './send-ahead.ts';
import type { StoredBytes } from './stored-bytes.ts';
import type { ByteSink, Extent, TreeReader } from './tree-reader.ts';

/** Chunks that are loaded at a time to be copied. */
const COPIED_TOGETHER = 4;
/** Chunks whose places are asked for together: 16 MiB of content, and a query that costs less than sending it. */
const LOCATED_TOGETHER = 64;
/** Chunks that are handed out as they are stored: 4 MiB at most between two waits. */
const STORED_TOGETHER = 16;
/** Of chunks that are in the cache, in bytes. */
const SENT_TOGETHER = 8 * CHUNK_SIZE;
/**
 * With so many streams the main thread is what they wait for, and what it does not read and check itself they have sooner.
 * One stream alone has to wait for other threads as well.
 */
const ASIDE_FROM = 2;
/** Of such a stream, in bytes: what a guest reads of a disk is done before another thread has been asked. */
const ASIDE_LENGTH = 16 * 1024 * 1024;
const NOWHERE: Places = new Map();

interface Loan {
  readonly chunk: Buffer;
  readonly release: () => void;
}
const ZERO_LOAN: Loan = { chunk: ZERO_CHUNK, release: () => undefined };

/** What is loaded at once. */
interface Window {
  readonly run: ContentRun;
  readonly places: Places;
}

/** A tree, and the pages that it consists of. */
export interface OpenedTree {
  readonly reader: TreeReader;
  readonly top: TreePage;
  readonly readPage: ReadPage;
}

/** @throws ChunkStoreError 'missing', 'corrupt', 'io'. */
export async function openTree(chunks: ChunkReader, root: TreeRoot): Promise<TreeReader> {
  return (await openPages(chunks, root)).reader;
}

/** @throws ChunkStoreError 'missing', 'corrupt', 'io'. */
export async function openPages(chunks: ChunkReader, root: TreeRoot): Promise<OpenedTree> {
  const top = requireRoot(await readPage(chunks, root));
  return { reader: new StoredTreeReader(chunks, root, top), top, readPage: (id) => readPage(chunks, id) };
}

async function readPage(chunks: ChunkReader, id: ChunkId): Promise<TreePage> {
  const page = (await chunks.pages([id])).get(id);
  if (!page) throw new ChunkStoreError('missing', `page ${id} is not in the store`);
  return page;
}

class StoredTreeReader implements TreeReader {
  readonly root: TreeRoot;
  readonly #chunks: ChunkReader;
  readonly #top: TreePage;

  constructor(chunks: ChunkReader, root: TreeRoot, top: TreePage) {
    this.root = root;
    this.#chunks = chunks;
    this.#top = top;
  }

  get size(): number {
    return this.#top.covered;
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const range = this.#clip({ offset, length });
    const out = Buffer.alloc(range.length);
    for await (const run of partsOf(this.#walk(range), () => COPIED_TOGETHER)) {
      if (run.kind === 'zero') continue;
      const { pieces, release } = await this.#load({ run, places: NOWHERE }, range);
      let end = Math.max(run.offset, range.offset) - range.offset;
      for (const piece of pieces) end += copyBytes(piece, out, end);
      release();
    }
    return out;
  }

  async send(sink: ByteSink, options: Partial<ByteRange> & { readonly signal?: AbortSignal } = {}): Promise<void> {
    const range = this.#clip(options);
    if (await this.#sendHeld(sink, range, options.signal)) return;
    const readAhead = (): ReadAhead => readAheadOf(this.#chunks.openStreams, this.#chunks.origin);
    const items = this.#locatedWindows(range, () => readAhead().chunks);
    this.#chunks.openStreams += 1;
    try {
      await sendAhead(items, {
        load: (window) => this.#load(window, range),
        sink,
        windows: () => readAhead().windows,
        signal: options.signal,
      });
    } finally {
      this.#chunks.openStreams -= 1;
    }
  }

  /** Sends a short range whose chunks are in the cache, or zero. @returns whether it was one. */
  async #sendHeld(sink: ByteSink, range: ByteRange, signal: AbortSignal | undefined): Promise<boolean> {
    const held = this.#lendHeld(range);
    if (!held) return false;
    try {
      signal?.throwIfAborted();
      await sink(held.pieces);
      return true;
    } finally {
      held.release();
    }
  }

  /** The bytes of a range, if they are here and few enough to be sent together. */
  #lendHeld({ offset, length }: ByteRange): LentBytes | null {
    if (length === 0 || length > SENT_TOGETHER) return null;
    const loans: Loan[] = [];
    const release = (): void => {
      for (const loan of loans) loan.release();
    };
    const pieces: Buffer[] = [];
    for (let at = offset; at < offset + length;) {
      const inside = at % CHUNK_SIZE;
      const end = Math.min(CHUNK_SIZE, inside + offset + length - at);
      const loan = this.#loanAt(at);
      if (loan) loans.push(loan);
      // One of a wrong length is refused the ordinary way.
      if (!loan || loan.chunk.length < end) {
        release();
        return null;
      }
      pieces.push(loan.chunk.subarray(inside, end));
      at += end - inside;
    }
    return { pieces, release };
  }

  /** The chunk of this offset, if it is here. */
  #loanAt(offset: number): Loan | null {
    try {
      const id = entryAt(this.#top, (page) => this.#chunks.heldPage(page), offset);
      return id === null ? ZERO_LOAN : id === undefined ? null : this.#chunks.lendHeld(id);
    } catch (error) {
      // The ordinary way meets the damage as well, when it is its turn.
      if (error instanceof ChunkStoreError) return null;
      throw error;
    }
  }

  async *extents(options: Partial<ByteRange> = {}): AsyncGenerator<Extent> {
    const range = this.#clip(options);
    let extent: Extent | undefined;
    for await (const run of this.#walk(range)) {
      const { offset, length } = intersect(run, range);
      if (extent && extent.kind !== run.kind) yield extent;
      const begun: Extent | undefined = extent?.kind === run.kind ? extent : undefined;
      extent = { kind: run.kind, offset: begun?.offset ?? offset, length: (begun?.length ?? 0) + length };
    }
    if (extent) yield extent;
  }

  runs(options: Partial<ByteRange> = {}): AsyncGenerator<ContentRun> {
    return this.#walk(this.#clip(options));
  }

  async *stored(options: Partial<ByteRange> = {}): AsyncGenerator<StoredBytes> {
    for await (const run of partsOf(this.#walk(this.#clip(options)), () => STORED_TOGETHER)) {
      if (run.kind === 'data') yield* await this.#chunks.stored(run.ids);
    }
  }

  #walk(range: ByteRange): AsyncGenerator<ContentRun> {
    return walkTree(this.#top, (id) => readPage(this.#chunks, id), range);
  }

  /** The windows of a range, and where their chunks are, which is asked for many windows at once. */
  async *#locatedWindows(range: ByteRange, chunksAtOnce: () => number): AsyncGenerator<Window> {
    for await (const stretch of partsOf(this.#walk(range), () => LOCATED_TOGETHER)) {
      const places = stretch.kind === 'zero' ? NOWHERE : await this.#chunks.locate(stretch.ids);
      for (const run of parts(stretch, chunksAtOnce)) yield { run, places };
    }
  }

  /** The bytes of a window that lie in the range. */
  async #load({ run, places }: Window, range: ByteRange): Promise<LentBytes> {
    if (run.kind === 'zero') return { pieces: zeros(run), release: () => undefined };
    const aside = this.#chunks.openStreams >= ASIDE_FROM && range.length >= ASIDE_LENGTH;
    const { chunks, release } = await this.#chunks.lend(run.ids, { places, aside });
    try {
      return { pieces: cut(run, chunks, range), release };
    } catch (error) {
      release();
      throw error;
    }
  }

  #clip({ offset = 0, length = Infinity }: Partial<ByteRange>): ByteRange {
    if (!Number.isSafeInteger(offset) || offset < 0 || !(length >= 0)) {
      throw new RangeError(`no range of bytes begins at ${offset} and is ${length} long`);
    }
    const start = Math.min(offset, this.size);
    return { offset: start, length: Math.min(length, this.size - start) };
  }
}

async function* partsOf(runs: AsyncIterable<ContentRun>, chunksAtOnce: () => number): AsyncGenerator<ContentRun> {
  for await (const run of runs) yield* parts(run, chunksAtOnce);
}

/** A run in parts of so many chunks at most. */
function* parts(run: ContentRun, chunksAtOnce: () => number): Generator<ContentRun> {
  for (let start = 0; start < run.length;) {
    const count = chunksAtOnce();
    const part = { offset: run.offset + start, length: Math.min(count * CHUNK_SIZE, run.length - start) };
    const first = start / CHUNK_SIZE;
    yield run.kind === 'zero'
      ? { kind: 'zero', ...part }
      : { kind: 'data', ...part, ids: run.ids.slice(first, first + count) };
    start += part.length;
  }
}

/** Of the chunks of a run what lies in the range. */
function cut(
  run: ContentRun & { readonly kind: 'data' },
  chunks: ReadonlyMap<ChunkId, Buffer>,
  range: ByteRange,
): Buffer[] {
  return Array.from(chunksOf(run), (chunk) => {
    const bytes = chunks.get(chunk.id);
    if (bytes?.length !== chunk.length) throw new ChunkStoreError('corrupt', `chunk ${chunk.id} has a wrong length`);
    const { offset, length } = intersect(chunk, range);
    return bytes.subarray(offset - chunk.offset, offset - chunk.offset + length);
  });
}

function zeros({ length }: ByteRange): Buffer[] {
  const count = Math.ceil(length / CHUNK_SIZE);
  return Array.from({ length: count }, (_, at) =>
    ZERO_CHUNK.subarray(0, Math.min(CHUNK_SIZE, length - at * CHUNK_SIZE)),
  );
}
