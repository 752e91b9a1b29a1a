import type { ByteSource } from '../../byte-source.ts';
import { uint64LE } from '../../bytes/uint64.ts';
import { GiB, isPowerOfTwo, KiB, MiB } from '../../bytes/units.ts';
import { uuidAt } from '../../bytes/uuid.ts';
import { DiskError } from '../../disk-error.ts';
import { checksumOfType, isIntact } from './checksum.ts';
import type { Checksum } from './checksum.ts';
import type { TreeRoot } from './node.ts';

/** What the superblock says ("Btrfs On-disk Format", "Superblock"); addresses are logical, sizes in bytes. */
export interface Superblock {
  readonly checksum: Checksum;
  readonly uuid: string;
  readonly label: string | null;
  /** Size of the device, as the file system knows it. */
  readonly size: number;
  readonly used: number;
  readonly sectorSize: number;
  readonly nodeSize: number;
  /** The one device that there is. */
  readonly device: number;
  readonly chunkRoot: TreeRoot;
  /** The tree of the roots of all others. */
  readonly rootTree: TreeRoot;
  /** Chunks that hold the chunk tree itself: keys and items, one after the other. */
  readonly systemChunks: Buffer;
  /** Something was written for fsync that is not yet in the trees. */
  readonly hasLog: boolean;
  /** It is damaged by its own account, or had to be read from its second copy. */
  readonly hasErrors: boolean;
}

const MAGIC = Buffer.from('_BHRfS_M');
const MAGIC_AT = 64;
const LENGTH = 4 * KiB;
/** Where the copies lie; each that fits on the device is there. */
const COPIES = [64 * KiB, 64 * MiB, 256 * GiB];
const SYSTEM_CHUNKS_AT = 811;
const SYSTEM_CHUNKS_ROOM = 2048;
const FLAG_ERROR = 0x4;
/** A dump of metadata without data, made for developers. */
const METADATA_DUMP = 0x2;
/**
 * Incompatible features that change nothing that is read here, or that are read: mixed references, default subvolume, mixed
 * groups, LZO, zstd, big metadata, extended references, RAID 5/6, skinny metadata, no holes, metadata UUID, three and four
 * copies, simple quotas. Not zoned devices, the second extent tree and the stripe tree.
 */
const KNOWN_FEATURES = 0x1_0fff;

export function isBtrfs(head: Buffer): boolean {
  const at = 64 * KiB + MAGIC_AT;
  return head.length >= at + MAGIC.length && head.subarray(at, at + MAGIC.length).equals(MAGIC);
}

/** Reads the first sound copy. @throws DiskError */
export async function readSuperblock(source: ByteSource): Promise<Superblock> {
  let damage: DiskError | null = null;
  for (const at of COPIES) {
    if (at + LENGTH > source.size) break;
    const bytes = Buffer.from(await source.read(at, LENGTH));
    try {
      return parse(bytes, at, damage !== null);
    } catch (error) {
      if (!(error instanceof DiskError) || error.code !== 'malformed') throw error;
      damage ??= error;
    }
  }
  throw damage ?? new DiskError('malformed', 'There is no room for a superblock of Btrfs.');
}

function parse(bytes: Buffer, at: number, isSecondChoice: boolean): Superblock {
  if (!bytes.subarray(MAGIC_AT, MAGIC_AT + MAGIC.length).equals(MAGIC)) malformed('no magic number');
  const checksum = checksumOfType(bytes.readUInt16LE(196));
  if (!isIntact(bytes, checksum)) malformed('a wrong checksum');
  if (uint64LE(bytes, 48) !== at) malformed('another place than where it lies');
  refuseUnsupported(bytes);
  const sectorSize = bytes.readUInt32LE(144);
  const nodeSize = bytes.readUInt32LE(148);
  if (!isPowerOfTwo(sectorSize) || sectorSize < 4 * KiB || sectorSize > 64 * KiB)
    malformed('an impossible sector size');
  if (!isPowerOfTwo(nodeSize) || nodeSize < sectorSize || nodeSize > 64 * KiB) malformed('an impossible node size');
  const systemChunksLength = bytes.readUInt32LE(160);
  if (systemChunksLength > SYSTEM_CHUNKS_ROOM) malformed('too many system chunks');
  const label = bytes.subarray(299, 555);
  const labelEnd = label.indexOf(0);
  return {
    checksum,
    uuid: uuidAt(bytes, 32),
    label: labelEnd === 0 ? null : label.toString('utf8', 0, labelEnd < 0 ? undefined : labelEnd),
    size: uint64LE(bytes, 112),
    used: uint64LE(bytes, 120),
    sectorSize,
    nodeSize,
    device: uint64LE(bytes, 201),
    chunkRoot: { block: uint64LE(bytes, 88), level: bytes.readUInt8(199), generation: uint64LE(bytes, 164) },
    rootTree: { block: uint64LE(bytes, 80), level: bytes.readUInt8(198), generation: uint64LE(bytes, 72) },
    systemChunks: bytes.subarray(SYSTEM_CHUNKS_AT, SYSTEM_CHUNKS_AT + systemChunksLength),
    hasLog: uint64LE(bytes, 96) !== 0,
    hasErrors: isSecondChoice || (bytes.readUInt32LE(56) & FLAG_ERROR) !== 0,
  };
}

/** @throws DiskError `unsupported` */
function refuseUnsupported(bytes: Buffer): void {
  const unknown = bytes.readBigUInt64LE(188) & ~BigInt(KNOWN_FEATURES);
  if (unknown !== 0n) {
    throw new DiskError(
      'unsupported',
      `The Btrfs file system uses features that are not known (0x${unknown.toString(16)}).`,
    );
  }
  if ((bytes.readUInt32LE(60) & METADATA_DUMP) !== 0) {
    throw new DiskError('unsupported', 'The Btrfs file system is a dump of metadata without the content of files.');
  }
  const devices = uint64LE(bytes, 136);
  if (devices !== 1) throw new DiskError('unsupported', `The Btrfs file system spreads over ${devices} devices.`);
}

function malformed(what: string): never {
  throw new DiskError('malformed', `The superblock of Btrfs has ${what}.`);
}
