import { MiB } from '../bytes/units.ts';

/** What QEMU itself uses when nobody tells it otherwise. */
const CLUSTER_BITS = 16;
export const CLUSTER = 2 ** CLUSTER_BITS;
/** Of the disk behind one L2 table, in bytes: 512 MiB. */
export const BEHIND_L2_TABLE = (CLUSTER / 8) * CLUSTER;
/** Clusters that one block of 16-bit reference counts speaks of: 2 GiB of the file. */
export const REFCOUNTS_PER_BLOCK = CLUSTER / 2;
/** Of the disk, in bytes: QEMU opens no L1 table of more than 32 MiB (block/qcow2.h). */
export const MAX_QCOW2_SIZE = ((32 * MiB) / 8) * BEHIND_L2_TABLE;
/** Set in entries that point at a cluster with the reference count 1 ("Cluster mapping", bit 63 of 64). */
export const COPIED_HIGH = 0x80000000;

const HEADER_LENGTH = 112;
const REFCOUNT_ORDER = 4;
const COMPRESSION_TYPE_BIT = 1n << 3n;
const ZSTD = 1;

export interface Qcow2Header {
  /** Of the disk, in bytes. */
  readonly virtualSize: number;
  readonly l1: { readonly offset: number; readonly entries: number };
  readonly refcountTable: { readonly offset: number; readonly clusters: number };
  readonly compression: 'zlib' | 'zstd';
}

/** The first cluster of a version 3 file (qcow2.rst, "Header"), as far as it is not zeros. */
export function qcow2Header({ virtualSize, l1, refcountTable, compression }: Qcow2Header): Buffer {
  const bytes = Buffer.alloc(HEADER_LENGTH + 8);
  bytes.write('QFI\xfb', 'latin1');
  bytes.writeUInt32BE(3, 4);
  bytes.writeUInt32BE(CLUSTER_BITS, 20);
  bytes.writeBigUInt64BE(BigInt(virtualSize), 24);
  bytes.writeUInt32BE(l1.entries, 36);
  bytes.writeBigUInt64BE(BigInt(l1.offset), 40);
  bytes.writeBigUInt64BE(BigInt(refcountTable.offset), 48);
  bytes.writeUInt32BE(refcountTable.clusters, 56);
  if (compression === 'zstd') {
    bytes.writeBigUInt64BE(COMPRESSION_TYPE_BIT, 72);
    bytes.writeUInt8(ZSTD, 104);
  }
  bytes.writeUInt32BE(REFCOUNT_ORDER, 96);
  bytes.writeUInt32BE(HEADER_LENGTH, 100);
  return bytes;
}

/** An entry of 64 bits that points at a cluster of its own. @param offset in the file, in bytes. */
export function writeEntry(piece: Buffer, at: number, offset: number, high = 0): void {
  piece.writeUInt32BE((high | Math.floor(offset / 2 ** 32)) >>> 0, at);
  piece.writeUInt32BE(offset % 2 ** 32, at + 4);
}
