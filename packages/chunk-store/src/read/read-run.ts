import type { ChunkId } from '../chunk-id.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { PackRun } from './pack-runs.ts';

/**
 * Reads a run at once.
 *
 * @param into memory for each chunk of the run; it is used when the backend can.
 * @returns the stored bytes of its chunks, in order.
 */
export async function readRun(
  backend: PackBackend,
  run: PackRun,
  into: ReadonlyMap<ChunkId, Buffer> | undefined,
): Promise<readonly Buffer[]> {
  const targets = run.chunks.flatMap(({ id, location }) => into?.get(id)?.subarray(0, location.storedLength) ?? []);
  if (backend.readInto && targets.length === run.chunks.length) {
    await backend.readInto(run.pack, run.offset, targets);
    return targets;
  }
  const bytes = await backend.read(run.pack, run.offset, run.length);
  return run.chunks.map(({ location }) => {
    const start = location.offset - run.offset;
    return bytes.subarray(start, start + location.storedLength);
  });
}
