/**
 * What the index file of a block cache says of one slot, and the head of that file:
 *
 *     head    0 magic "INGOTBLK"   8 version 1, u32   12 block size, u32   16 zero, up to 64
 *     record  0 id of the pack     16 number of the block, u32   20 length, u32   24 CRC-32 of the block, u32
 *             28 when it was written, as a count, u64   36 CRC-32 of the record up to here, u32
 *
 * Numbers are little-endian. Nothing is synced: a record that is torn has a wrong CRC, and one that a power cut left with
 * the bytes of another block has a wrong CRC for these.
 */
import { crc32 } from '../../crc.ts';
import { parsePackId } from '../../packs/pack-id.ts';
import type { KeptBlock } from './block-table.ts';

/** A read of one chunk needs one or two such blocks. */
export const BLOCK_SIZE = 512 * 1024;
export const INDEX_HEAD_SIZE = 64;
export const RECORD_SIZE = 40;
const CHECKED_SIZE = 36;
const MAGIC = Buffer.from('INGOTBLK');
const VERSION = 1;

export function encodeIndexHead(): Buffer {
  const head = Buffer.alloc(INDEX_HEAD_SIZE);
  MAGIC.copy(head);
  head.writeUInt32LE(VERSION, 8);
  head.writeUInt32LE(BLOCK_SIZE, 12);
  return head;
}

/** @param written counts up from block to block. */
export function encodeRecord({ pack, number, length, crc }: KeptBlock, written: number): Buffer {
  const record = Buffer.alloc(RECORD_SIZE);
  record.write(pack.replaceAll('-', ''), 'hex');
  record.writeUInt32LE(number, 16);
  record.writeUInt32LE(length, 20);
  record.writeUInt32LE(crc, 24);
  record.writeBigUInt64LE(BigInt(written), 28);
  record.writeUInt32LE(crc32(record.subarray(0, CHECKED_SIZE)), CHECKED_SIZE);
  return record;
}

/** @returns null for a slot that holds nothing that is known. */
export function decodeRecord(record: Buffer, slot: number): { block: KeptBlock; written: number } | null {
  if (crc32(record.subarray(0, CHECKED_SIZE)) !== record.readUInt32LE(CHECKED_SIZE)) return null;
  const pack = parsePackId(
    record.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  );
  const length = record.readUInt32LE(20);
  if (!pack || length === 0 || length > BLOCK_SIZE) return null;
  const block = { pack, number: record.readUInt32LE(16), slot, length, crc: record.readUInt32LE(24) };
  return { block, written: Number(record.readBigUInt64LE(28)) };
}
