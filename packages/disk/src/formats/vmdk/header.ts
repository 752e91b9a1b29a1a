import { uint64LE } from '../../bytes/uint64.ts';
import { isPowerOfTwo, MiB, SECTOR } from '../../bytes/units.ts';
import { MAX_PACKED_STRETCH } from '../disk-map.ts';
import { refuse } from '../refusal.ts';

/** Hosted sparse extent: the only binary kind we accept. */
export const HOSTED_MAGIC = 'KDMV';
/** ESX server sparse extent (vmfsSparse): a redo log, always over a parent. */
export const ESX_MAGIC = 'COWD';
export const HEADER_LENGTH = SECTOR;
const VERSIONS = new Set([1, 2, 3]);
const FLAG = { newlineTest: 1, zeroedGrains: 1 << 2, compressed: 1 << 16 } as const;
const DEFLATE = 1;
/** QEMU reads no larger grains or tables (block/vmdk.c). */
const MAX_GRAIN_SECTORS = 0x10000;
const MAX_TABLE_ENTRIES = 512;
/** "\n \r\n": a transfer in text mode would have changed these bytes. */
const LINE_ENDS = Buffer.from('\n \r\n', 'latin1');
const GRAIN_DIRECTORY_AT_END = Buffer.alloc(8, 0xff);

/** A sparse extent header ("Virtual Disk Format" 5.0, "Hosted Sparse Extent Header"), sizes in 512-byte sectors. */
export interface SparseHeader {
  readonly capacity: number;
  readonly grainSectors: number;
  readonly descriptorOffset: number;
  readonly descriptorSectors: number;
  readonly tableEntries: number;
  /** Null when the header leaves it to the footer (streamOptimized). */
  readonly grainDirectory: number | null;
  readonly compressed: boolean;
  /** A table entry of 1 then means a grain of zeros. */
  readonly zeroedGrains: boolean;
}

export function parseSparseHeader(bytes: Buffer): SparseHeader {
  const version = bytes.readUInt32LE(4);
  if (!VERSIONS.has(version)) {
    refuse('unsupported-variant', `The VMDK header has version ${version}; 1 to 3 are supported.`);
  }
  const flags = bytes.readUInt32LE(8);
  if ((flags & FLAG.newlineTest) !== 0 && !bytes.subarray(73, 77).equals(LINE_ENDS)) {
    refuse('malformed', 'The VMDK was transferred in text mode, which damaged it.', 'Upload it again, in binary mode.');
  }
  const compressed = (flags & FLAG.compressed) !== 0;
  const algorithm = bytes.readUInt16LE(77);
  if (compressed && algorithm !== DEFLATE) {
    refuse('unknown-feature', `The VMDK is compressed with method ${algorithm}, which we do not know.`);
  }
  const header: SparseHeader = {
    capacity: uint64LE(bytes, 12),
    grainSectors: uint64LE(bytes, 20),
    descriptorOffset: uint64LE(bytes, 28),
    descriptorSectors: uint64LE(bytes, 36),
    tableEntries: bytes.readUInt32LE(44),
    grainDirectory: bytes.subarray(56, 64).equals(GRAIN_DIRECTORY_AT_END) ? null : uint64LE(bytes, 56),
    compressed,
    zeroedGrains: (flags & FLAG.zeroedGrains) !== 0,
  };
  checkBounds(header);
  return header;
}

function checkBounds(header: SparseHeader): void {
  // QEMU takes an extent of no capacity for a mere wrapper and opens whatever files its descriptor names.
  if (header.capacity === 0) refuse('flat-extent', 'The VMDK has no capacity of its own: its data are in other files.');
  if (header.capacity > Number.MAX_SAFE_INTEGER / SECTOR) {
    refuse('malformed', `The VMDK claims ${header.capacity} sectors, more than any disk has.`);
  }
  if (!isPowerOfTwo(header.grainSectors) || header.grainSectors < 8 || header.grainSectors > MAX_GRAIN_SECTORS) {
    refuse('malformed', `The VMDK has grains of ${header.grainSectors} sectors; a power of two from 8 is required.`);
  }
  const grain = header.grainSectors * SECTOR;
  // Whoever can't unpack the grains need not store them; VMware's have 64 KiB.
  if (header.compressed && grain > MAX_PACKED_STRETCH) {
    refuse('unsupported-variant', `The VMDK has compressed grains of ${grain / MiB} MiB; up to 2 MiB are supported.`);
  }
  if (header.tableEntries === 0 || header.tableEntries > MAX_TABLE_ENTRIES) {
    refuse(
      'table-too-large',
      `The VMDK has grain tables of ${header.tableEntries} entries; ${MAX_TABLE_ENTRIES} are supported.`,
    );
  }
}
