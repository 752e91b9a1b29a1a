import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import { contentOfRuns } from '../content-of-runs.ts';
import type { Run } from '../content-of-runs.ts';
import { leafOf } from './extent-tree.ts';
import { runAt } from './extents.ts';
import type { ExtentList } from './extents.ts';
import type { Inode } from './inode.ts';
import type { Volume } from './volume.ts';

/** The runs of an inode's data, looked up one at a time; of a tree, the leaf that was used last is kept. */
export type FindRun = (offset: number) => Promise<Run>;

/** @throws DiskError `unsupported` for data on a realtime device, `malformed` for data that has no blocks. */
export function runsOf(volume: Volume, inode: Inode): FindRun {
  const { fork } = inode;
  switch (fork.kind) {
    case 'extents': {
      const list = { bytes: fork.bytes, count: fork.count, end: Number.POSITIVE_INFINITY };
      return async (offset) => runAt(volume, list, offset);
    }
    case 'btree': {
      let kept: { readonly from: number; readonly list: ExtentList } | null = null;
      return async (offset) => {
        const fileBlock = Math.floor(offset / volume.superblock.blockSize);
        if (kept === null || fileBlock < kept.from || fileBlock >= kept.list.end) {
          kept = { from: fileBlock, list: await leafOf(volume, fork.bytes, fileBlock) };
        }
        return runAt(volume, kept.list, offset);
      };
    }
    case 'realtime':
      throw new DiskError(
        'unsupported',
        'The data of the file lies on a realtime device, which the image does not hold.',
      );
    case 'local':
    case 'none':
      throw new DiskError('malformed', `Inode ${inode.number} should have blocks of data, but has none.`);
  }
}

/** The bytes of a regular file. */
export function contentOf(volume: Volume, inode: Inode): ByteSource {
  let runs: FindRun | null = null;
  return contentOfRuns(inode.size, (offset) => (runs ??= runsOf(volume, inode))(offset));
}
