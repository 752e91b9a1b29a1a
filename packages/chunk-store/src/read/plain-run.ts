import { copyBytes } from '../copy-bytes.ts';
import type { StoredChunk } from '../index/chunk-location.ts';
import type { PackBackend, PackOrigin } from '../packs/pack-backend.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { LoadOptions } from './load-options.ts';
import type { SharedChunk } from './chunk-memory.ts';
import type { PackRun } from './pack-runs.ts';
import { readRun } from './read-run.ts';
import { plainChunk, requireSound, storedForm, type Fault } from './stored-chunk.ts';

const NOTHING = Buffer.alloc(0);
/** Chunks that a thread reads together, at the least. */
const WORTH_A_THREAD = 4;

interface ByThreads {
  readonly backend: PackBackend;
  readonly pool: WorkerPool;
  readonly into: NonNullable<LoadOptions['into']>;
  /** Whether threads read the file as well. */
  readonly reads: boolean;
}

interface LentPlace {
  readonly chunk: StoredChunk;
  readonly memory: SharedChunk;
}

/**
 * Reads a run at once and checks its chunks.
 *
 * @param store with a pool and memory, chunks are read, checked and decompressed by a thread when that pays.
 * @param how.into memory for every chunk of the run, or none.
 * @returns a promise for each chunk, in order, of its plain bytes. They reject with ChunkStoreError 'missing', 'corrupt', 'io'.
 */
export function plainRun(
  { backend, pool }: { readonly backend: PackBackend; readonly pool: WorkerPool | null },
  run: PackRun,
  { into, aside = false }: LoadOptions,
): readonly Promise<Buffer>[] {
  const reads = aside && backend.useFile !== undefined && run.chunks.length >= WORTH_A_THREAD && pool?.isUp() === true;
  if (!pool || !into || !(reads || isWorthAThread(backend.origin, run))) {
    const stored = readRun(backend, run, into);
    return run.chunks.map(async (chunk, place) => plainChunk(chunk, (await stored)[place] ?? NOTHING, backend.origin));
  }
  const places = run.chunks.flatMap((chunk) => {
    const memory = into.get(chunk.id);
    return memory ? { chunk, memory } : [];
  });
  const faults = faultsOf({ backend, pool, into, reads }, run, places);
  return places.map(async ({ chunk, memory }, place): Promise<Buffer> => {
    requireSound(chunk, (await faults)[place] ?? null);
    return memory.subarray(0, chunk.location.plainLength);
  });
}

/** Has a thread put the plain chunks into their memory. @returns what is wrong with each, or null. */
async function faultsOf(
  { backend, pool, into, reads }: ByThreads,
  run: PackRun,
  places: readonly LentPlace[],
): Promise<readonly (Fault | null)[]> {
  const stored = places.map(({ chunk, memory }) => ({
    ...storedForm(chunk, backend.origin),
    memory,
    storedLength: chunk.location.storedLength,
  }));
  if (backend.useFile && reads) {
    const read = await backend.useFile(run.pack, (file) => pool.read(file, run.offset, stored));
    if (typeof read !== 'string') return read;
    // The backend knows better what is wrong with its file.
  }
  const all = await readRun(backend, run, into);
  for (const [place, { memory }] of places.entries()) {
    const bytes = all[place] ?? NOTHING;
    if (bytes.buffer !== memory.buffer) copyBytes(bytes, memory);
  }
  return pool.decode(stored);
}

/** A CRC alone costs no more than asking a thread for it. */
function isWorthAThread(origin: PackOrigin, { chunks }: PackRun): boolean {
  return origin === 'network' || chunks.some(({ location }) => location.codec !== 'plain');
}
