import type { StoredChunk } from '../index/chunk-location.ts';
import type { PackId } from '../packs/pack-id.ts';

/** The longest single read from a pack: 16 plain chunks. */
const MAX_RUN = 4 * 1024 * 1024;

/** Chunks that lie end to end in a pack, to be read at once. */
export interface PackRun {
  readonly pack: PackId;
  readonly offset: number;
  readonly length: number;
  readonly chunks: readonly StoredChunk[];
}

/** Groups chunks by neighbourhood. Sequential content lies in disk order, so a run of chunks is mostly one run here. */
export function packRuns(chunks: readonly StoredChunk[]): PackRun[] {
  const runs: { pack: PackId; offset: number; length: number; chunks: StoredChunk[] }[] = [];
  for (const chunk of chunks) {
    const { pack, offset, storedLength } = chunk.location;
    const run = runs.at(-1);
    if (run && run.pack === pack && run.offset + run.length === offset && run.length + storedLength <= MAX_RUN) {
      run.length += storedLength;
      run.chunks.push(chunk);
    } else {
      runs.push({ pack, offset, length: storedLength, chunks: [chunk] });
    }
  }
  return runs;
}
