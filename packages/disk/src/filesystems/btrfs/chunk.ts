import { uint64LE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { ITEM, KEY_LENGTH, keyAt } from './key.ts';

/** A stretch of logical addresses and where on the device its copies lie, all in bytes. */
export interface Chunk {
  readonly logical: number;
  readonly length: number;
  /** One, or two for DUP. */
  readonly copies: readonly number[];
}

const HEADER = 48;
const STRIPE = 32;
/** All profiles that spread or mirror over devices: RAID 0, 1, 10, 5, 6, and 1 with three or four copies. */
const SEVERAL_DEVICES = 0x8 | 0x10 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400;

/** @param item a `CHUNK_ITEM`. @param device the only one there is. @throws DiskError `malformed`, `unsupported` */
export function parseChunk(logical: bigint, item: Buffer, device: number): Chunk {
  const count = item.length < HEADER ? 0 : item.readUInt16LE(44);
  if (count === 0 || HEADER + count * STRIPE > item.length) {
    throw new DiskError('malformed', 'A chunk of Btrfs has no room for its places.');
  }
  if ((item.readUInt32LE(24) & SEVERAL_DEVICES) !== 0) {
    throw new DiskError('unsupported', 'The Btrfs file system has chunks made for several devices.');
  }
  const copies = Array.from({ length: count }, (_, index) => {
    const at = HEADER + index * STRIPE;
    if (uint64LE(item, at) !== device) throw new DiskError('unsupported', 'A chunk of Btrfs lies on another device.');
    return uint64LE(item, at + 8);
  });
  if (logical > BigInt(Number.MAX_SAFE_INTEGER)) throw new DiskError('malformed', 'A chunk of Btrfs lies nowhere.');
  return { logical: Number(logical), length: uint64LE(item, 0), copies };
}

/** The chunks that the superblock carries, at most a few tens. @throws DiskError `malformed`, `unsupported` */
export function parseSystemChunks(array: Buffer, device: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < array.length;) {
    const itemAt = at + KEY_LENGTH;
    const key = itemAt + HEADER > array.length ? null : keyAt(array, at);
    if (key === null || key.type !== ITEM.chunk)
      throw new DiskError('malformed', 'The system chunks of Btrfs are damaged.');
    const end = itemAt + HEADER + array.readUInt16LE(itemAt + 44) * STRIPE;
    chunks.push(parseChunk(key.offset, array.subarray(itemAt, end), device));
    at = end;
  }
  return chunks;
}
