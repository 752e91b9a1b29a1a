import { MiB } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { isDots, isImpossibleName } from '../entry-name.ts';
import { contentOf } from './content.ts';
import { inlineData } from './inline-data.ts';
import type { Inode } from './inode.ts';
import type { Volume } from './volume.ts';

/** More names than this many bytes hold are in no directory that anybody uses: about five million. */
const MAX_LENGTH = 256 * MiB;
const HEADER = 8;
/** In front of the entries of an inline directory is the number of its parent. */
const PARENT = 4;

/** A name, and the inode that it stands for. */
export interface Link {
  readonly name: Buffer;
  readonly inode: number;
}

/**
 * The names in a directory, without `.` and `..`. Directories with a hashed index read the same: the blocks of the index
 * look like empty ones to those who do not know it ("ext4 Data Structures", 4.4.2).
 * @throws DiskError
 */
export async function* linksIn(volume: Volume, directory: Inode): AsyncGenerator<Link, void, undefined> {
  if (directory.encrypted) {
    throw new DiskError('unsupported', `The names in directory ${directory.number} are encrypted.`);
  }
  if (directory.storage === 'inline') {
    const { first, rest } = inlineData(directory);
    yield* linksInBlock(volume, directory, first.subarray(PARENT));
    yield* linksInBlock(volume, directory, rest);
    return;
  }
  const { blockSize, blocks } = volume.superblock;
  if (directory.size > Math.min(MAX_LENGTH, blocks * blockSize)) {
    throw new DiskError('limit-exceeded', `Directory ${directory.number} claims ${directory.size} bytes.`);
  }
  const content = contentOf(volume, directory, volume.metadata);
  for (let offset = 0; offset < directory.size; offset += blockSize) {
    yield* linksInBlock(volume, directory, await content.read(offset, blockSize));
  }
}

/** "Linear (Classic) Directories", 4.4.1. Entries without an inode are room, a checksum or a block of the index. */
function* linksInBlock(volume: Volume, directory: Inode, block: Buffer): Generator<Link, void, undefined> {
  const { blockSize, fileTypes } = volume.superblock;
  for (let at = 0; at < block.length;) {
    if (at + HEADER > block.length) throw damaged(directory);
    const inode = block.readUInt32LE(at);
    const length = entryLength(block.readUInt16LE(at + 4), blockSize);
    // Without types the second byte is the upper half of the name's length, and never set.
    const nameLength = fileTypes ? block.readUInt8(at + 6) : block.readUInt16LE(at + 6);
    if (length % 4 !== 0 || length < HEADER + nameLength || length === 0 || at + length > block.length) {
      throw damaged(directory);
    }
    const name = block.subarray(at + HEADER, at + HEADER + nameLength);
    at += length;
    if (inode === 0 || isDots(name)) continue;
    if (isImpossibleName(name)) throw damaged(directory);
    yield { name, inode };
  }
}

/** The length of 64 KiB does not fit its field. */
function entryLength(stored: number, blockSize: number): number {
  return stored === 0xffff || stored === 0 ? blockSize - (blockSize % 2 ** 16) : stored;
}

function damaged(directory: Inode): DiskError {
  return new DiskError('malformed', `Directory ${directory.number} is damaged.`);
}
