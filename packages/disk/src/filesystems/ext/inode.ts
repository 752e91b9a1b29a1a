import { DiskError } from '../../disk-error.ts';
import { nodeKind } from '../posix-mode.ts';
import type { FileNode } from '../file-system.ts';

/** Bytes of every inode; what is longer has further fields, and room for attributes. */
const FIRST_LENGTH = 128;
const BLOCK_AREA = { start: 0x28, end: 0x64 } as const;
export const BLOCK_AREA_LENGTH = BLOCK_AREA.end - BLOCK_AREA.start;

const FLAG = { compressed: 0x4, encrypted: 0x800, extents: 0x80000, inlineData: 0x10000000 } as const;

/** An inode ("ext4 Data Structures", 4.1). */
export interface Inode {
  readonly number: number;
  readonly kind: FileNode['kind'];
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly encrypted: boolean;
  readonly storage: 'extents' | 'block-map' | 'inline';
  /** `i_block`: the root of the extent tree, block numbers, the start of inline data or the target of a link. */
  readonly blockArea: Buffer;
  /** What lies behind the fields: attributes in the inode. Empty in an inode of the first length. */
  readonly attributes: Buffer;
}

/** @param bytes the inode; kept. @throws DiskError `malformed`, `unsupported` */
export function parseInode(number: number, bytes: Buffer): Inode {
  const mode = bytes.readUInt16LE(0x00);
  const kind = nodeKind(mode);
  const flags = bytes.readUInt32LE(0x20);
  if ((flags & FLAG.compressed) !== 0) throw new DiskError('unsupported', `Inode ${number} is compressed.`);
  const extra = bytes.length > FIRST_LENGTH ? bytes.readUInt16LE(0x80) : 0;
  if (extra % 4 !== 0 || FIRST_LENGTH + extra > bytes.length) {
    throw new DiskError('malformed', `Inode ${number} claims ${extra} bytes of further fields.`);
  }
  const storage = (flags & FLAG.inlineData) !== 0 ? 'inline' : (flags & FLAG.extents) !== 0 ? 'extents' : 'block-map';
  return {
    number,
    kind,
    mode,
    uid: bytes.readUInt16LE(0x02) + bytes.readUInt16LE(0x78) * 2 ** 16,
    gid: bytes.readUInt16LE(0x18) + bytes.readUInt16LE(0x7a) * 2 ** 16,
    size: sizeOf(number, bytes, kind),
    modifiedAt: modifiedAt(bytes, extra),
    encrypted: (flags & FLAG.encrypted) !== 0,
    storage,
    blockArea: bytes.subarray(BLOCK_AREA.start, BLOCK_AREA.end),
    attributes: extra === 0 ? Buffer.alloc(0) : bytes.subarray(FIRST_LENGTH + extra),
  };
}

/** The upper half is something else in directories and links. */
function sizeOf(number: number, bytes: Buffer, kind: FileNode['kind']): number {
  const size = bytes.readUInt32LE(0x04) + (kind === 'file' ? bytes.readUInt32LE(0x6c) * 2 ** 32 : 0);
  if (!Number.isSafeInteger(size)) throw new DiskError('malformed', `Inode ${number} claims ${size} bytes.`);
  return size;
}

/** Seconds since 1970, signed, with two more bits and nanoseconds where the inode has room ("Inode Timestamps"). */
function modifiedAt(bytes: Buffer, extra: number): number {
  const seconds = bytes.readInt32LE(0x10);
  if (extra < 0x8c - FIRST_LENGTH) return seconds * 1000;
  const more = bytes.readUInt32LE(0x88);
  return (seconds + (more & 3) * 2 ** 32) * 1000 + Math.floor((more >>> 2) / 1e6);
}
