import { DiskError } from '../../disk-error.ts';
import { BLOCK_AREA_LENGTH, type Inode } from './inode.ts';

const MAGIC = 0xea020000;
const ENTRY = 16;
/** The attribute `system.data`: name index 7, and the rest of the name. */
const SYSTEM = 7;
const NAME = 'data';

/**
 * What lies in the inode itself: first in the place of block numbers, then in an attribute ("ext4 Data Structures", 4.3).
 * Directories keep the two apart.
 * @throws DiskError `malformed`
 */
export function inlineData(inode: Inode): { readonly first: Buffer; readonly rest: Buffer } {
  const first = inode.blockArea.subarray(0, Math.min(inode.size, BLOCK_AREA_LENGTH));
  const rest = inode.size > BLOCK_AREA_LENGTH ? systemData(inode) : Buffer.alloc(0);
  if (rest.length < inode.size - first.length) throw damaged(inode);
  return { first, rest: rest.subarray(0, inode.size - first.length) };
}

/** Attributes in an inode: names from the front, values at the back, counted from the first name (fs/ext4/xattr.h). */
function systemData(inode: Inode): Buffer {
  const { attributes } = inode;
  if (attributes.length < 4 + ENTRY || attributes.readUInt32LE(0) !== MAGIC) throw damaged(inode);
  const names = attributes.subarray(4);
  for (let at = 0; at + ENTRY <= names.length && names.readUInt32LE(at) !== 0;) {
    const nameLength = names.readUInt8(at);
    const name = names.toString('latin1', at + ENTRY, at + ENTRY + nameLength);
    if (names.readUInt8(at + 1) === SYSTEM && name === NAME) {
      const offset = names.readUInt16LE(at + 2);
      const size = names.readUInt32LE(at + 8);
      if (names.readUInt32LE(at + 4) !== 0 || offset + size > names.length) throw damaged(inode);
      return names.subarray(offset, offset + size);
    }
    at += ENTRY + Math.ceil(nameLength / 4) * 4;
  }
  throw damaged(inode);
}

function damaged(inode: Inode): DiskError {
  return new DiskError('malformed', `The data in inode ${inode.number} are damaged.`);
}
