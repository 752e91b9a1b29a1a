import { MiB, roundUp } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { contentOfRuns } from '../content-of-runs.ts';
import { runsOf } from './content.ts';
import { entriesOfBlock } from './directory-block.ts';
import type { Entry } from './entry.ts';
import type { Inode } from './inode.ts';
import { entriesOfShortForm } from './short-form.ts';
import type { Volume } from './volume.ts';

/** Entries take the first 32 GiB of a directory's address space; its indexes, which are not read, follow. */
const DATA_END = 2 ** 35;
/** About a million names; no directory of a system comes near, and nobody waits for a list of more. */
const MAX_DATA = 64 * MiB;

/**
 * The entries of a directory in the order in which they lie ("XFS Algorithms & Data Structures", "Directories"): in the
 * inode while there are few, else in blocks of the directory. The sorted indexes of larger ones are not needed for this.
 * @throws DiskError `limit-exceeded` past 64 MiB of entries.
 */
export async function* entriesOf(volume: Volume, inode: Inode): AsyncGenerator<Entry> {
  const { directoryBlockSize, features } = volume.superblock;
  if (inode.fork.kind === 'local') {
    yield* entriesOfShortForm(inode.fork.bytes.subarray(0, inode.size), features.entryTypes);
    return;
  }
  const findRun = runsOf(volume, inode);
  const end = Math.min(inode.size, DATA_END);
  const content = contentOfRuns(end, findRun);
  let read = 0;
  for (let offset = 0; offset < end;) {
    const run = await findRun(offset);
    if (run.stored === null) {
      const next = roundUp(offset + run.length, directoryBlockSize);
      if (next <= offset)
        throw new DiskError('malformed', `The extents of directory ${inode.number} are not in order.`);
      offset = next;
      continue;
    }
    read += directoryBlockSize;
    if (read > MAX_DATA) throw new DiskError('limit-exceeded', `Directory ${inode.number} is too large to be listed.`);
    const block = await content.read(offset, directoryBlockSize);
    yield* entriesOfBlock(block, features, `directory ${inode.number}`);
    offset += directoryBlockSize;
  }
}
