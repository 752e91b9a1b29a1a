import { copyBytes } from '../copy-bytes.ts';
import type { ChunkId } from '../chunk-id.ts';
import type { PackBackend, PackOrigin } from '../packs/pack-backend.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { SharedChunk } from './chunk-memory.ts';
import type { PackRun } from './pack-runs.ts';
import { readRun } from './read-run.ts';
import { plainChunk, requireSound, storedForm } from './stored-chunk.ts';

const NOTHING = Buffer.alloc(0);

/**
 * Reads a run at once and checks its chunks.
 *
 * @param store with a pool and memory, chunks are checked and decompressed by a thread when that pays.
 * @param into memory for every chunk of the run, or none.
 * @returns a promise for each chunk, in order, of its plain bytes. They reject with ChunkStoreError 'missing', 'corrupt', 'io'.
 */
export function plainRun(
  { backend, pool }: { readonly backend: PackBackend; readonly pool: WorkerPool | null },
  run: PackRun,
  into: ReadonlyMap<ChunkId, SharedChunk> | undefined,
): readonly Promise<Buffer>[] {
  const { origin } = backend;
  const stored = readRun(backend, run, into);
  if (!pool || !into || !isWorthAThread(origin, run)) {
    return run.chunks.map(async (chunk, place) => plainChunk(chunk, (await stored)[place] ?? NOTHING, origin));
  }
  const places = run.chunks.flatMap((chunk) => {
    const memory = into.get(chunk.id);
    return memory ? { chunk, memory } : [];
  });
  const faults = stored.then((all) => {
    for (const [place, { memory }] of places.entries()) {
      const bytes = all[place] ?? NOTHING;
      if (bytes.buffer !== memory.buffer) copyBytes(bytes, memory);
    }
    return pool.decode(
      places.map(({ chunk, memory }) => ({
        ...storedForm(chunk, origin),
        memory,
        storedLength: chunk.location.storedLength,
      })),
    );
  });
  return places.map(async ({ chunk, memory }, place): Promise<Buffer> => {
    requireSound(chunk, (await faults)[place] ?? null);
    return memory.subarray(0, chunk.location.plainLength);
  });
}

/** A CRC alone costs no more than asking a thread for it. */
function isWorthAThread(origin: PackOrigin, { chunks }: PackRun): boolean {
  return origin === 'network' || chunks.some(({ location }) => location.codec !== 'plain');
}
