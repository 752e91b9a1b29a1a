import { SECTOR } from '../../bytes/units.ts';
import type { Qcow2Header } from './header.ts';

/*
 * Entries are 64-bit big-endian words, taken apart as two 32-bit halves: an image may hold tens of millions, and a bigint
 * for each would take seconds (qcow2.rst, "Cluster mapping").
 *
 *   bit  63       62          61 … 56    55 … 9           8 … 1     0
 *        copied   compressed  reserved   host offset      reserved  all zeros
 */
const TWO_32 = 2 ** 32;
const COMPRESSED = 0x40000000;
const OFFSET_HIGH = 0x00ffffff;
const OFFSET_LOW = 0xfffffe00;
export const RESERVED_HIGH = 0x3f000000;
/** All but the host offset. */
export const FLAGS_LOW = 0x000001ff;
export const ALL_ZEROS = 0x00000001;

export function isCompressed(high: number): boolean {
  return (high & COMPRESSED) !== 0;
}

/** Where a cluster that is not compressed lies, or a table, in bytes; 0 for nowhere. */
export function hostOffset(high: number, low: number): number {
  return (high & OFFSET_HIGH) * TWO_32 + ((low & OFFSET_LOW) >>> 0);
}

/**
 * Where a compressed cluster lies, in bytes: a byte offset of 70 - cluster_bits bits, above it the number of further
 * sectors ("Compressed Clusters Descriptor").
 */
export function compressedPlace({ clusterSize }: Qcow2Header, high: number, low: number): { at: number; end: number } {
  const highBits = 70 - Math.log2(clusterSize) - 32;
  const descriptor = high & ~0xc0000000;
  const at = (descriptor % 2 ** highBits) * TWO_32 + low;
  const sectors = Math.floor(descriptor / 2 ** highBits) + 1;
  return { at, end: Math.floor(at / SECTOR) * SECTOR + sectors * SECTOR };
}
