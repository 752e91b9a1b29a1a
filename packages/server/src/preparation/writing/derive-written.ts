import type { ChunkStore, StoredTree, TreeReader } from '@ingot/chunk-store';
import { CHUNK_SIZE } from '../../images/index.ts';
import type { QemuImg } from '@ingot/disk';
import type { WrittenDisk, WrittenRange } from './written-disk.ts';

export interface DeriveParts {
  readonly chunks: Pick<ChunkStore, 'derive'>;
  readonly qemuImg: Pick<QemuImg, 'map'>;
}

/**
 * The disk as it was written, as a tree: the old one, but for what differs. What is compared is what the files hold; their
 * holes are those of the old disk.
 *
 * @param progress told how many bytes were compared.
 * @returns a tree that is held until it is released.
 * @throws ChunkStoreError, ProgramError, the signal's reason; then nothing is left behind.
 */
export async function deriveWritten(
  { chunks, qemuImg }: DeriveParts,
  disk: TreeReader,
  written: WrittenDisk,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (done: number) => void },
): Promise<StoredTree> {
  const derivation = await chunks.derive(disk.root, disk.size, { signal });
  try {
    let done = 0;
    for (const range of written.ranges()) {
      for await (const { offset, length } of piecesOf(qemuImg, range, signal)) {
        const bytes = await written.read(offset, length);
        if (!bytes.equals(await disk.read(offset, length))) await derivation.write(offset, bytes);
        progress((done += length));
      }
    }
    return await derivation.finish();
  } catch (error) {
    await derivation.abort();
    signal.throwIfAborted();
    throw error;
  }
}

/** What the file holds of a range, by its place on the disk, in pieces of a chunk at most. */
async function* piecesOf(
  qemuImg: Pick<QemuImg, 'map'>,
  { part, start, offset, length }: WrittenRange,
  signal: AbortSignal,
): AsyncGenerator<{ readonly offset: number; readonly length: number }> {
  const shift = offset - start;
  for await (const extent of qemuImg.map({ format: 'raw', file: { path: part.path } }, { signal })) {
    if (extent.start >= start + length) return;
    const end = Math.min(extent.start + extent.length, start + length) + shift;
    if (extent.kind !== 'data') continue;
    for (let at = Math.max(extent.start, start) + shift; at < end;) {
      const next = Math.min(end, (Math.floor(at / CHUNK_SIZE) + 1) * CHUNK_SIZE);
      yield { offset: at, length: next - at };
      at = next;
    }
  }
}
