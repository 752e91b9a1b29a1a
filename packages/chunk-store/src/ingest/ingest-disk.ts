import { scratchDisk, type ScratchDisk, type WritableExport } from '@ingot/disk';
import type { ChunkStore } from '../chunk-store.ts';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { ZERO_CHUNK } from '../zero-chunk.ts';
import type { Ingest, Ingested } from './ingest.ts';

/** What is read at once to be stored, in bytes. */
const PIECE = 4 * CHUNK_SIZE;

/** A disk that is written once, in any order, through NBD, and becomes a tree. */
export interface IngestDisk {
  /** To be served; several connections may write at a time. */
  readonly disk: WritableExport;
  /** Takes no more writes and stores what there is, in order. @throws ChunkStoreError, or the signal's reason. */
  finish(signal?: AbortSignal): Promise<Ingested>;
  /** Removes what was written. To be called at the end, however it ends. */
  remove(): Promise<void>;
}

/**
 * @param path of the file that holds what is written until it is stored, and must not be there: for who cleans up after
 * a crash, whatever is found there then can be deleted.
 * @param size of the disk in bytes. The file is never larger.
 * @throws the system's error.
 */
export async function ingestDisk(store: ChunkStore, path: string, size: number): Promise<IngestDisk> {
  const scratch = await scratchDisk(path, size);
  return {
    disk: scratch.disk,
    finish: async (signal) => {
      await scratch.seal();
      const ingest = await store.ingest(signal && { signal });
      try {
        await fill(ingest, scratch, signal ?? new AbortController().signal);
        return await ingest.finish();
      } catch (error) {
        await ingest.abort();
        throw error;
      }
    },
    remove: () => scratch.remove(),
  };
}

async function fill(ingest: Ingest, { disk }: ScratchDisk, signal: AbortSignal): Promise<void> {
  for await (const { kind, offset, length } of disk.extents(0, disk.size)) {
    const piece = kind === 'zero' ? CHUNK_SIZE : PIECE;
    for (let rest = length; rest > 0; rest -= piece) {
      signal.throwIfAborted();
      const part = Math.min(rest, piece);
      if (kind === 'zero') await ingest.write(ZERO_CHUNK.subarray(0, part));
      else await ingest.write(await copied(disk, { offset: offset + length - rest, length: part }, signal));
    }
  }
}

/** The ingest keeps what it is given; what the disk gives is only lent. */
async function copied(
  disk: WritableExport,
  { offset, length }: { offset: number; length: number },
  signal: AbortSignal,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let end = 0;
  const sink = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) end += piece.copy(bytes, end);
  };
  await disk.read(offset, length, sink, signal);
  return bytes;
}
