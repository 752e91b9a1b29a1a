import type { ByteSource } from '../../byte-source.ts';
import { uint64BE } from '../../bytes/uint64.ts';
import { GiB, KiB, MiB, SECTOR } from '../../bytes/units.ts';
import { printable } from '../../bytes/printable.ts';
import { readExactly, requireWithin } from '../bounded-read.ts';
import type { PackedCodec } from '../disk-map.ts';
import { refuse } from '../refusal.ts';
import { checkIncompatibleFeatures, INCOMPATIBLE } from './features.ts';

const MAGIC = Buffer.from('QFI\xfb', 'latin1');
export const QCOW1_VERSION = 1;
const LENGTH = { 2: 72, 3: 104 } as const;
/** QEMU's limits (block/qcow2.h); what exceeds them, QEMU does not open. */
const CLUSTER_BITS = { least: 9, most: 21 };
const MAX_L1_BYTES = 32 * MiB;
const MAX_REFCOUNT_TABLE_BYTES = 8 * MiB;
const MAX_REFCOUNT_ORDER = 6;
const MAX_BACKING_NAME = 1023;
/** Extended L2 entries split a cluster in 32 parts of a sector or more (qcow2.rst, "Extended L2 Entries"). */
const MIN_EXTENDED_CLUSTER = 16 * KiB;
/** Far above any disk, far below where sector arithmetic loses exactness. */
const MAX_VIRTUAL_SIZE = 4 * 1024 * 1024 * GiB;
const COMPRESSION_TYPES = { zlib: 0, zstd: 1 };

/** The header of an image that stands alone: what refers to the outside has been refused. */
export interface Qcow2Header {
  readonly version: 2 | 3;
  /** Where header extensions begin, in bytes. */
  readonly length: number;
  readonly clusterSize: number;
  /** In bytes, whole sectors. */
  readonly virtualSize: number;
  readonly l1Offset: number;
  readonly l1Entries: number;
  readonly l2EntrySize: 8 | 16;
  readonly refcountTableOffset: number;
  readonly refcountTableLength: number;
  readonly snapshots: number;
  readonly snapshotsOffset: number;
  readonly encryption: 'luks' | null;
  /** Of compressed clusters. */
  readonly compression: PackedCodec;
}

export function hasMagic(start: Buffer): boolean {
  return start.length >= 8 && start.subarray(0, MAGIC.length).equals(MAGIC);
}

/** Reads and checks the header; every table it names is bounded and lies within the file. */
export async function readHeader(source: ByteSource): Promise<Qcow2Header> {
  const v2 = await readExactly(source, 0, LENGTH[2], 'qcow2 header');
  const version = v2.readUInt32BE(4);
  if (version !== 2 && version !== 3) {
    return refuse('unsupported-variant', `The qcow2 header has version ${version}; 2 and 3 are supported.`);
  }
  const bytes = Buffer.from(await readExactly(source, 0, LENGTH[version], 'qcow2 header'));
  const features = version === 3 ? bytes.readBigUInt64BE(72) : 0n;
  checkIncompatibleFeatures(features);
  await refuseBackingFile(source, bytes);

  const clusterBits = bytes.readUInt32BE(20);
  if (clusterBits < CLUSTER_BITS.least || clusterBits > CLUSTER_BITS.most) {
    refuse('malformed', `The qcow2 image has clusters of 2^${clusterBits} bytes; the format allows 2^9 to 2^21.`);
  }
  const clusterSize = 2 ** clusterBits;
  const length = version === 3 ? bytes.readUInt32BE(100) : LENGTH[2];
  const compression = version === 3 ? await checkVersion3(source, bytes, { length, clusterSize, features }) : 'deflate';

  const extendedL2 = (features & INCOMPATIBLE.extendedL2) !== 0n;
  if (extendedL2 && clusterSize < MIN_EXTENDED_CLUSTER) {
    refuse('malformed', `The qcow2 image has subclusters in clusters of only ${clusterSize} bytes.`);
  }
  const virtualSize = Math.floor(uint64BE(bytes, 24) / SECTOR) * SECTOR;
  if (virtualSize > MAX_VIRTUAL_SIZE) refuse('malformed', `The qcow2 image claims a disk of ${virtualSize} bytes.`);
  const header: Qcow2Header = {
    version,
    length,
    clusterSize,
    virtualSize,
    l1Offset: uint64BE(bytes, 40),
    l1Entries: bytes.readUInt32BE(36),
    l2EntrySize: extendedL2 ? 16 : 8,
    refcountTableOffset: uint64BE(bytes, 48),
    refcountTableLength: bytes.readUInt32BE(56) * clusterSize,
    snapshots: bytes.readUInt32BE(60),
    snapshotsOffset: uint64BE(bytes, 64),
    encryption: encryptionOf(bytes.readUInt32BE(32)),
    compression,
  };
  checkTables(source, header);
  return header;
}

async function refuseBackingFile(source: ByteSource, bytes: Buffer): Promise<void> {
  const offset = uint64BE(bytes, 8);
  if (offset === 0) return;
  const length = Math.min(bytes.readUInt32BE(16), MAX_BACKING_NAME);
  const inFile = offset + length <= source.size && offset < MiB;
  const name = inFile ? printable(await source.read(offset, length)) : '';
  refuse('backing-file', `The qcow2 image is an overlay: it needs the backing file "${name}".`);
}

/** Fields that version 2 does not have (qcow2.rst, bytes 96 and on). @returns how clusters are compressed. */
async function checkVersion3(
  source: ByteSource,
  bytes: Buffer,
  header: { length: number; clusterSize: number; features: bigint },
): Promise<PackedCodec> {
  const { length, clusterSize, features } = header;
  if (length < LENGTH[3] || length > clusterSize || length % 8 !== 0) {
    refuse('malformed', `The qcow2 header claims a length of ${length} bytes.`);
  }
  const refcountOrder = bytes.readUInt32BE(96);
  if (refcountOrder > MAX_REFCOUNT_ORDER) {
    refuse(
      'malformed',
      `The qcow2 image has reference counts of 2^${refcountOrder} bits; the format allows up to 2^6.`,
    );
  }
  const compressionType =
    length > LENGTH[3]
      ? (await readExactly(source, LENGTH[3], 8, 'qcow2 header')).readUInt8(0)
      : COMPRESSION_TYPES.zlib;
  if (compressionType !== COMPRESSION_TYPES.zlib && compressionType !== COMPRESSION_TYPES.zstd) {
    refuse('unknown-feature', `The qcow2 image is compressed with method ${compressionType}, which we do not know.`);
  }
  const flagged = (features & INCOMPATIBLE.compressionType) !== 0n;
  if (flagged !== (compressionType !== COMPRESSION_TYPES.zlib)) {
    refuse('malformed', 'The qcow2 header contradicts itself about its compression method.');
  }
  return flagged ? 'zstd' : 'deflate';
}

/** Crypt method, bytes 32-35. */
function encryptionOf(method: number): Qcow2Header['encryption'] {
  if (method === 0) return null;
  if (method === 2) return 'luks';
  return refuse(
    'unsupported-encryption',
    method === 1
      ? 'The qcow2 image is encrypted with the old AES method, which is broken and not accepted.'
      : `The qcow2 image is encrypted with method ${method}, which we do not know.`,
  );
}

function checkTables(source: ByteSource, header: Qcow2Header): void {
  const l1Bytes = header.l1Entries * 8;
  if (l1Bytes > MAX_L1_BYTES) {
    refuse('table-too-large', `The qcow2 L1 table claims ${header.l1Entries} entries; QEMU's limit is 4194304.`);
  }
  const coveredByL1Entry = (header.clusterSize / header.l2EntrySize) * header.clusterSize;
  if (header.l1Entries < Math.ceil(header.virtualSize / coveredByL1Entry)) {
    refuse('malformed', `The qcow2 L1 table has ${header.l1Entries} entries, too few for ${header.virtualSize} bytes.`);
  }
  if (header.refcountTableLength > MAX_REFCOUNT_TABLE_BYTES) {
    refuse(
      'table-too-large',
      `The qcow2 reference count table claims ${header.refcountTableLength} bytes; QEMU's limit is 8 MiB.`,
    );
  }
  requireTable(source, header, header.l1Offset, l1Bytes, 'qcow2 L1 table');
  requireTable(source, header, header.refcountTableOffset, header.refcountTableLength, 'qcow2 reference count table');
}

/** A table must start on a cluster boundary and lie within the file. */
export function requireTable(
  source: ByteSource,
  header: { readonly clusterSize: number },
  offset: number,
  length: number,
  what: string,
): void {
  if (offset % header.clusterSize !== 0) {
    refuse('malformed', `The ${what} starts at byte ${offset}, which is not a cluster boundary.`);
  }
  requireWithin(source, offset, length, what);
}
