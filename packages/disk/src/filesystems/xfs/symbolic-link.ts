import { DiskError } from '../../disk-error.ts';
import { readCopy } from '../read-exactly.ts';
import { requireChecksum } from './checksum.ts';
import { runsOf } from './content.ts';
import type { Inode } from './inode.ts';
import type { Volume } from './volume.ts';

/** XFS_SYMLINK_MAXLEN. */
const MAX_LENGTH = 1024;
const MAGIC = Buffer.from('XSLM');
const HEADER = 56;
const CHECKSUM = 12;

/**
 * The target of a symbolic link: in the inode, or in blocks of its own. In version 5 every run of them begins with a
 * header, which says how much of the target follows ("XFS Algorithms & Data Structures", "Symbolic Links").
 * @throws DiskError
 */
export async function targetOf(volume: Volume, inode: Inode): Promise<Buffer> {
  const { size, fork } = inode;
  const what = `symbolic link ${inode.number}`;
  if (size > MAX_LENGTH) throw new DiskError('malformed', `The target of ${what} is ${size} bytes long.`);
  if (fork.kind === 'local') return fork.bytes.subarray(0, size);
  const { blockSize, features } = volume.superblock;
  const findRun = runsOf(volume, inode);
  const pieces: Buffer[] = [];
  let blocksDone = 0;
  for (let missing = size; missing > 0;) {
    const run = await findRun(blocksDone * blockSize);
    if (run.stored === null) throw new DiskError('malformed', `The target of ${what} has a hole.`);
    const perBlock = features.selfDescribing ? blockSize - HEADER : blockSize;
    const blocks = Math.min(run.length / blockSize, Math.ceil(missing / perBlock));
    const bytes = await readCopy(run.stored.source, run.stored.offset, blocks * blockSize, what);
    const piece = features.selfDescribing ? pieceAfterHeader(bytes, what) : bytes;
    pieces.push(piece.subarray(0, missing));
    missing -= Math.min(missing, piece.length);
    blocksDone += blocks;
  }
  return Buffer.concat(pieces);
}

function pieceAfterHeader(run: Buffer, what: string): Buffer {
  const length = run.readUInt32BE(8);
  if (!run.subarray(0, MAGIC.length).equals(MAGIC) || length === 0 || HEADER + length > run.length) {
    throw new DiskError('malformed', `A block of ${what} is damaged.`);
  }
  requireChecksum(run, CHECKSUM, what);
  return run.subarray(HEADER, HEADER + length);
}
