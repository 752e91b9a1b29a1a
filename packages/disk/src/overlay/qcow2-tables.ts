import { KiB, roundUp, SECTOR } from '../bytes/units.ts';
import { INCOMPATIBLE } from '../formats/qcow2/features.ts';

/**
 * A cluster has 32 parts of 4 KiB, which a guest fills one by one ("extended L2 entries", QEMU 5.2): a small write takes a
 * page, and nothing is copied from below. 2,000 scattered writes of 4 KiB make a file of 9 MiB; with plain clusters of
 * 64 KiB it is 124 MiB.
 */
const CLUSTER_BITS = 17;
const CLUSTER = 2 ** CLUSTER_BITS;
const L2_ENTRY = 16;
/** Of the disk, in bytes, behind one entry of the L1 table. */
const BEHIND_L1_ENTRY = (CLUSTER / L2_ENTRY) * CLUSTER;
/** QEMU opens no larger L1 table (block/qcow2.h), in bytes. */
const MAX_L1 = 32 * KiB * KiB;
/** Of the largest disk, in bytes. */
export const MAX_DISK_SIZE = (MAX_L1 / 8) * BEHIND_L1_ENTRY;

const HEADER_LENGTH = 112;
/** 2^4 bits. */
const REFCOUNT_ORDER = 4;
const BACKING_FORMAT = 0xe2_79_2a_ca;
const MAX_BACKING_NAME = 1023;

/** What a new disk is, or one that was read. */
export interface OverlayDisk {
  /** In bytes, whole sectors. */
  readonly size: number;
  /** As in the header: a path, relative to the overlay's directory where it is not absolute, or a node; always raw. */
  readonly backing: string | null;
}

/** Bytes of a new file with their places; what lies between is a hole. */
export interface Qcow2Tables {
  readonly pieces: readonly { readonly offset: number; readonly bytes: Buffer }[];
  readonly fileSize: number;
}

/**
 * An empty qcow2 disk: header, the two reference count tables, and an L1 table of zeros, which is a hole (qcow2.rst).
 *
 *     cluster 0 header │ 1 reference count table │ 2 block of reference counts │ 3… L1 table
 *
 * @throws RangeError for a size that no such disk has.
 */
export function emptyDisk({ size, backing }: OverlayDisk): Qcow2Tables {
  if (!Number.isSafeInteger(size) || size <= 0 || size % SECTOR !== 0 || size > MAX_DISK_SIZE) {
    throw new RangeError(`a disk has whole sectors and at most ${MAX_DISK_SIZE} bytes, not ${size}`);
  }
  const l1Entries = Math.ceil(size / BEHIND_L1_ENTRY);
  const clusters = 3 + roundUp(l1Entries * 8, CLUSTER) / CLUSTER;
  const refcountTable = Buffer.alloc(8);
  refcountTable.writeBigUInt64BE(BigInt(2 * CLUSTER));
  const refcounts = Buffer.alloc(clusters * 2);
  for (let cluster = 0; cluster < clusters; cluster += 1) refcounts.writeUInt16BE(1, cluster * 2);
  return {
    pieces: [
      { offset: 0, bytes: header({ size, l1Entries, backing }) },
      { offset: CLUSTER, bytes: refcountTable },
      { offset: 2 * CLUSTER, bytes: refcounts },
    ],
    fileSize: clusters * CLUSTER,
  };
}

function header({ size, l1Entries, backing }: OverlayDisk & { readonly l1Entries: number }): Buffer {
  const fixed = Buffer.alloc(HEADER_LENGTH);
  fixed.write('QFI\xfb', 'latin1');
  fixed.writeUInt32BE(3, 4);
  fixed.writeUInt32BE(CLUSTER_BITS, 20);
  fixed.writeBigUInt64BE(BigInt(size), 24);
  fixed.writeUInt32BE(l1Entries, 36);
  fixed.writeBigUInt64BE(BigInt(3 * CLUSTER), 40);
  fixed.writeBigUInt64BE(BigInt(CLUSTER), 48);
  fixed.writeUInt32BE(1, 56);
  fixed.writeBigUInt64BE(INCOMPATIBLE.extendedL2, 72);
  fixed.writeUInt32BE(REFCOUNT_ORDER, 96);
  fixed.writeUInt32BE(HEADER_LENGTH, 100);
  const endOfExtensions = Buffer.alloc(8);
  if (backing === null) return Buffer.concat([fixed, endOfExtensions]);

  const name = Buffer.from(backing);
  if (name.length === 0 || name.length > MAX_BACKING_NAME) {
    throw new RangeError(`the name of a backing file has 1 to ${MAX_BACKING_NAME} bytes, not ${name.length}`);
  }
  const extensions = Buffer.concat([backingFormat('raw'), endOfExtensions]);
  fixed.writeBigUInt64BE(BigInt(HEADER_LENGTH + extensions.length), 8);
  fixed.writeUInt32BE(name.length, 16);
  return Buffer.concat([fixed, extensions, name]);
}

/** So that the format of what lies below is never guessed. */
function backingFormat(format: string): Buffer {
  const extension = Buffer.alloc(8 + roundUp(format.length, 8));
  extension.writeUInt32BE(BACKING_FORMAT);
  extension.writeUInt32BE(format.length, 4);
  extension.write(format, 8);
  return extension;
}
