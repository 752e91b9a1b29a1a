import { roundUp } from '../../bytes/units.ts';

export interface Qcow2Options {
  readonly version?: number;
  readonly clusterBits?: number;
  /** In bytes. */
  readonly virtualSize?: number;
  /** Bits by number: 0 dirty, 1 corrupt, 2 external data file, 3 compression type, 4 extended L2. */
  readonly incompatible?: bigint;
  readonly compressionType?: number;
  readonly refcountOrder?: number;
  readonly headerLength?: number;
  readonly cryptMethod?: number;
  readonly backingFile?: string;
  readonly snapshots?: number;
  /** Entries claimed; the table itself has as many as the virtual size needs. */
  readonly l1Entries?: number;
  readonly extensions?: readonly { readonly type: number; readonly data: Buffer }[];
  /** Replaces the entries of the single L2 table: by default the first cluster is mapped to stored data. */
  readonly l2?: readonly bigint[];
  /** Replaces the entries of the L1 table. */
  readonly l1?: readonly bigint[];
}

const COPIED = 1n << 63n;
const MAX_BACKING_NAME = 1024;

/**
 * A qcow2 image (QEMU docs/interop/qcow2.rst) of six clusters: header, reference count table, reference count block, L1
 * table, one L2 table, one data cluster of 0x5a. What `qemu-img check` finds sound, when no option makes it otherwise.
 */
export function qcow2Image(options: Qcow2Options = {}): Buffer {
  const { version = 3, clusterBits = 16, virtualSize = 2 ** 20, incompatible = 0n } = options;
  // A cluster size that the format forbids still needs a layout to lie in.
  const cluster = clusterBits >= 9 && clusterBits <= 21 ? 2 ** clusterBits : 2 ** 16;
  const entrySize = (incompatible & (1n << 4n)) === 0n ? 8 : 16;
  const l1Needed = Math.max(1, Math.ceil(virtualSize / ((cluster / entrySize) * cluster)));
  const l1Length = roundUp(l1Needed * 8, cluster);
  const at = { refcountTable: cluster, refcountBlock: 2 * cluster, l1: 3 * cluster, l2: 3 * cluster + l1Length };
  const data = at.l2 + cluster;
  const image = Buffer.alloc(data + cluster);

  image.write('QFI\xfb', 0, 'latin1');
  image.writeUInt32BE(version, 4);
  image.writeUInt32BE(clusterBits, 20);
  image.writeBigUInt64BE(BigInt(virtualSize), 24);
  image.writeUInt32BE(options.cryptMethod ?? 0, 32);
  image.writeUInt32BE(options.l1Entries ?? l1Needed, 36);
  image.writeBigUInt64BE(BigInt(at.l1), 40);
  image.writeBigUInt64BE(BigInt(at.refcountTable), 48);
  image.writeUInt32BE(1, 56);
  image.writeUInt32BE(options.snapshots ?? 0, 60);
  image.writeBigUInt64BE(BigInt(options.snapshots === undefined ? 0 : data), 64);
  const headerLength = version === 2 ? 72 : (options.headerLength ?? 112);
  if (version !== 2) {
    image.writeBigUInt64BE(incompatible, 72);
    image.writeUInt32BE(options.refcountOrder ?? 4, 96);
    image.writeUInt32BE(headerLength, 100);
    image.writeUInt8(options.compressionType ?? 0, 104);
  }
  writeExtensions(image, Math.min(headerLength, cluster), options.extensions ?? []);
  if (options.backingFile !== undefined) writeBackingFile(image, options.backingFile);

  image.writeBigUInt64BE(BigInt(at.refcountBlock), at.refcountTable);
  for (let index = 0; index < Math.min(image.length / cluster, cluster / 2); index++) {
    image.writeUInt16BE(1, at.refcountBlock + index * 2);
  }
  writeEntries(image, at.l1, 8, options.l1 ?? [COPIED | BigInt(at.l2)]);
  const bitmap = entrySize === 16 ? [0xffff_ffffn] : [];
  writeEntries(image, at.l2, 8, options.l2 ?? [COPIED | BigInt(data), ...bitmap]);
  image.fill(options.snapshots === undefined ? 0x5a : 0, data);
  return image;
}

function writeExtensions(image: Buffer, from: number, extensions: NonNullable<Qcow2Options['extensions']>): void {
  let at = from;
  for (const { type, data } of extensions) {
    image.writeUInt32BE(type, at);
    image.writeUInt32BE(data.length, at + 4);
    data.copy(image, at + 8);
    at += 8 + roundUp(data.length, 8);
  }
}

/** Behind the header extensions, in the first cluster, as QEMU does. */
function writeBackingFile(image: Buffer, name: string): void {
  const bytes = Buffer.from(name).subarray(0, MAX_BACKING_NAME);
  image.writeBigUInt64BE(512n, 8);
  image.writeUInt32BE(bytes.length, 16);
  bytes.copy(image, 512);
}

function writeEntries(image: Buffer, from: number, size: number, entries: readonly bigint[]): void {
  for (const [index, entry] of entries.entries()) image.writeBigUInt64BE(entry, from + index * size);
}
