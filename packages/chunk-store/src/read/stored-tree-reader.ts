import { ZERO_CHUNK } from '../zero-chunk.ts';
import { CHUNK_SIZE, type ChunkId } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import { requireRoot, type TreePage } from '../tree/page.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { chunksOf, intersect, walkTree, type ByteRange, type ContentRun } from '../tree/tree-walk.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { readAhead } from './read-ahead.ts';
import type { Extent, TreeReader } from './tree-reader.ts';

/** Chunks loaded together in a sequential read; with one such window ahead, a stream holds 2 MiB. More is not faster. */
const WINDOW = 4;
/**
 * Streams that may hold that much at a time. Whoever asks for more downloads than this and reads none of them costs a
 * chunk each, and those that are read keep one another busy without reading ahead.
 */
const ROOMY_STREAMS = 16;

/** Bytes of one chunk or zero run, cut to the range that was asked for. */
interface Piece extends ByteRange {
  readonly bytes: Buffer;
}

/** @throws ChunkStoreError 'missing', 'corrupt', 'io'. */
export async function openTree(chunks: ChunkReader, root: TreeRoot): Promise<TreeReader> {
  return new StoredTreeReader(chunks, root, requireRoot(await readPage(chunks, root)));
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
    for await (const run of this.#windows(range)) {
      if (run.kind === 'zero') continue;
      const chunks = await this.#chunks.chunks(run.ids);
      for (const piece of pieces(run, chunks, range)) piece.bytes.copy(out, piece.offset - range.offset);
    }
    return out;
  }

  async *stream(options: Partial<ByteRange> & { readonly signal?: AbortSignal } = {}): AsyncGenerator<Buffer> {
    const range = this.#clip(options);
    const isRoomy = (): boolean => this.#chunks.openStreams <= ROOMY_STREAMS;
    const windows = this.#windows(range, () => (isRoomy() ? WINDOW : 1));
    this.#chunks.openStreams += 1;
    try {
      for await (const run of readAhead(windows, (window) => this.#load(window, range), isRoomy)) {
        for (const { bytes } of run) {
          options.signal?.throwIfAborted();
          yield bytes;
        }
      }
    } finally {
      this.#chunks.openStreams -= 1;
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

  #walk(range: ByteRange): AsyncGenerator<ContentRun> {
    return walkTree(this.#top, (id) => readPage(this.#chunks, id), range);
  }

  /** The runs of a range, in windows of so many chunks at most. */
  async *#windows(range: ByteRange, chunksAtOnce: () => number = () => WINDOW): AsyncGenerator<ContentRun> {
    for await (const run of this.#walk(range)) {
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
  }

  async #load(run: ContentRun, range: ByteRange): Promise<Iterable<Piece>> {
    return run.kind === 'zero' ? zeros(run) : pieces(run, await this.#chunks.chunksOnce(run.ids), range);
  }

  #clip({ offset = 0, length = Infinity }: Partial<ByteRange>): ByteRange {
    if (!Number.isSafeInteger(offset) || offset < 0 || !(length >= 0)) {
      throw new RangeError(`no range of bytes begins at ${offset} and is ${length} long`);
    }
    const start = Math.min(offset, this.size);
    return { offset: start, length: Math.min(length, this.size - start) };
  }
}

function* pieces(
  run: ContentRun & { readonly kind: 'data' },
  chunks: ReadonlyMap<string, Buffer>,
  range: ByteRange,
): Generator<Piece> {
  for (const chunk of chunksOf(run)) {
    const bytes = chunks.get(chunk.id);
    if (bytes?.length !== chunk.length) throw new ChunkStoreError('corrupt', `chunk ${chunk.id} has a wrong length`);
    const { offset, length } = intersect(chunk, range);
    const start = offset - chunk.offset;
    yield { offset, length, bytes: bytes.subarray(start, start + length) };
  }
}

function* zeros(run: ByteRange): Generator<Piece> {
  for (let start = 0; start < run.length; start += CHUNK_SIZE) {
    const length = Math.min(CHUNK_SIZE, run.length - start);
    yield { offset: run.offset + start, length, bytes: ZERO_CHUNK.subarray(0, length) };
  }
}
