import { MiB } from '../../bytes/units.ts';

export interface VdiOptions {
  /** In bytes. */
  readonly virtualSize?: number;
  readonly version?: number;
  /** 1 dynamic, 2 static, 3 undo, 4 differencing. */
  readonly type?: number;
  readonly blockSize?: number;
  /** Entries claimed. */
  readonly blocks?: number;
  readonly parent?: boolean;
  /** Replaces the block map: by default the first block is stored, all 0x5a. */
  readonly blockMap?: readonly number[];
}

const MAP = 512;
const DATA = 1024;

/** A VDI 1.1 (QEMU block/vdi.c) of up to 128 blocks, one of them stored. */
export function vdiImage(options: VdiOptions = {}): Buffer {
  const { virtualSize = 2 ** 20 } = options;
  const image = Buffer.alloc(DATA + MiB);
  image.write('<<< QEMU VM Virtual Disk Image >>>\n', 0, 'latin1');
  image.writeUInt32LE(0xbeda107f, 64);
  image.writeUInt32LE(options.version ?? 0x00010001, 68);
  image.writeUInt32LE(0x180, 72);
  image.writeUInt32LE(options.type ?? 1, 76);
  image.writeUInt32LE(MAP, 340);
  image.writeUInt32LE(DATA, 344);
  image.writeUInt32LE(512, 360);
  image.writeBigUInt64LE(BigInt(virtualSize), 368);
  image.writeUInt32LE(options.blockSize ?? MiB, 376);
  image.writeUInt32LE(options.blocks ?? Math.ceil(virtualSize / MiB), 384);
  image.writeUInt32LE(1, 388);
  image.fill(0x33, 392, 424);
  if (options.parent === true) image.fill(0x44, 424, 440);
  image.fill(0xff, MAP, DATA);
  for (const [index, block] of (options.blockMap ?? [0]).entries()) image.writeUInt32LE(block, MAP + index * 4);
  return image.fill(0x5a, DATA);
}
