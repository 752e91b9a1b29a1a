import { MiB, SECTOR } from '../../bytes/units.ts';

export interface PloopOptions {
  /** In bytes. */
  readonly virtualSize?: number;
  readonly magic?: 'WithouFreSpacExt' | 'WithoutFreeSpace';
  readonly version?: number;
  readonly inUse?: boolean;
  readonly entries?: number;
  /** In clusters of 1 MiB, from the start of the file. */
  readonly table?: readonly number[];
}

/** A Parallels expandable image (QEMU docs/interop/parallels.rst): clusters of 1 MiB, the second one stored. */
export function ploopImage(options: PloopOptions = {}): Buffer {
  const { virtualSize = 2 ** 20, magic = 'WithouFreSpacExt' } = options;
  const image = Buffer.alloc(2 * MiB);
  image.write(magic, 0, 'latin1');
  image.writeUInt32LE(options.version ?? 2, 16);
  image.writeUInt32LE(16, 20);
  image.writeUInt32LE(4, 24);
  image.writeUInt32LE(MiB / SECTOR, 28);
  image.writeUInt32LE(options.entries ?? Math.ceil(virtualSize / MiB), 32);
  image.writeBigUInt64LE(BigInt(virtualSize / SECTOR), 36);
  image.writeUInt32LE(options.inUse === true ? 0x746f6e59 : 0, 44);
  image.writeUInt32LE(MiB / SECTOR, 48);
  const unit = magic === 'WithouFreSpacExt' ? 1 : MiB / SECTOR;
  for (const [index, cluster] of (options.table ?? [1]).entries()) image.writeUInt32LE(cluster * unit, 64 + index * 4);
  return image.fill(0x5a, MiB);
}
