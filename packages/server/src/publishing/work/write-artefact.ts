import type { ChunkStore } from '@ingot/chunk-store';
import type { Blocks } from '@ingot/disk';
import type { ArtefactName, PoolStorage } from '../pools/pool-storage.ts';
import type { RunSteps } from './publication-run.ts';

/** A file as it was written. */
export interface WrittenArtefact {
  /** In bytes. */
  readonly size: number;
  /** Of all bytes, in hex. */
  readonly sha256: string;
}

/**
 * Writes a file of a pool, from its beginning to its end.
 *
 * @throws what the pool refuses, ChunkStoreError, the signal's reason.
 */
export async function writeArtefact(
  chunks: Pick<ChunkStore, 'sha256'>,
  pool: PoolStorage,
  name: ArtefactName,
  file: Blocks,
  run: RunSteps,
): Promise<WrittenArtefact> {
  const { signal } = run;
  const { size } = file;
  await run.step('writing', size);
  const written = await pool.create(name, size);
  const sum = chunks.sha256(signal);
  try {
    let done = 0;
    const take = async (pieces: readonly Buffer[]): Promise<void> => {
      const appended = written.append(pieces);
      // Met below; until then it is not an unhandled failure.
      appended.catch(() => undefined);
      try {
        // While they are on their way to the pool.
        await sum.update(pieces);
      } finally {
        await appended;
      }
      for (const piece of pieces) done += piece.length;
      run.advance(done);
    };
    await file.read(0, size, take, signal);
    const [sha256] = await Promise.all([sum.finish(), written.commit()]);
    return { size, sha256 };
  } catch (error) {
    await written.discard();
    throw error;
  } finally {
    sum.discard();
  }
}
