import { createHash } from 'node:crypto';
import { treeExport, type TreeReader } from '@ingot/chunk-store';
import { DiskError, laidOutFile, layOutImage, type Blocks } from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import type { FileType } from '../file-types.ts';
import type { ArtefactName, PoolStorage } from '../pools/pool-storage.ts';
import type { PublicationRun } from './publication-run.ts';

/** A file as it was written. */
export interface WrittenArtefact {
  /** In bytes. */
  readonly size: number;
  /** Of all bytes, in hex. */
  readonly sha256: string;
}

/**
 * Writes a disk out as a file of a pool, from its beginning to its end. The same disk becomes the same file.
 *
 * @throws `conflict` for a disk that the format cannot hold, what the pool refuses, ChunkStoreError, the signal's reason.
 */
export async function writeArtefact(
  pool: PoolStorage,
  disk: TreeReader,
  { name, fileType }: { readonly name: ArtefactName; readonly fileType: FileType },
  run: Pick<PublicationRun, 'signal' | 'step' | 'advance'>,
): Promise<WrittenArtefact> {
  const file = await laidOut(disk, fileType);
  await run.step('writing', file.size);
  const written = await pool.create(name, file.size);
  try {
    const hash = createHash('sha256');
    let done = 0;
    let before: Promise<void> = Promise.resolve();
    await file.read(
      0,
      file.size,
      async (pieces) => {
        // The next pieces may come before these are written, but they come behind them.
        const appended = before.then(() => written.append(pieces));
        before = appended;
        // While they are on their way to the pool.
        for (const piece of pieces) {
          hash.update(piece);
          done += piece.length;
        }
        await appended;
        run.advance(done);
      },
      run.signal,
    );
    await written.commit();
    return { size: file.size, sha256: hash.digest('hex') };
  } catch (error) {
    await written.discard();
    throw error;
  }
}

async function laidOut(disk: TreeReader, fileType: FileType): Promise<Blocks> {
  const blocks = treeExport(disk);
  try {
    return laidOutFile(await layOutImage(fileType, blocks, Buffer.from(disk.root, 'hex')), blocks);
  } catch (error) {
    if (!(error instanceof DiskError) || error.code === 'io') throw error;
    throw new IngotError('conflict', error.message, { cause: error });
  }
}
