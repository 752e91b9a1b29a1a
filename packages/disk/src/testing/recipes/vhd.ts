import { roundUp, SECTOR } from '../../bytes/units.ts';

export interface VhdOptions {
  readonly kind?: 'fixed' | 'dynamic' | 'differencing';
  /** In bytes, whole sectors. */
  readonly virtualSize?: number;
  /** Four characters; `win ` makes readers trust the size, `vpc ` the geometry. */
  readonly creator?: string;
  /** Cylinders, heads, sectors per track. */
  readonly geometry?: readonly [number, number, number];
  readonly blockSize?: number;
  /** Entries claimed by the dynamic header. */
  readonly tableEntries?: number;
  /** Replaces the block table: by default the first block is stored, all 0x5a. */
  readonly blockTable?: readonly number[];
  /** Platform code of the first parent locator, e.g. `W2ku`. */
  readonly parentLocator?: string;
  /** Last changes before the checksums are made. */
  readonly editFooter?: (footer: Buffer) => void;
  readonly editHeader?: (header: Buffer) => void;
  /** What a fixed disk holds; the virtual size is its length. */
  readonly content?: Buffer;
}

const TYPE = { fixed: 2, dynamic: 3, differencing: 4 } as const;
const DYNAMIC_HEADER = 512;
const TABLE = DYNAMIC_HEADER + 1024;

/** A VHD ("Virtual Hard Disk Image Format Specification" 1.0), with checksums that are right. */
export function vhdImage(options: VhdOptions = {}): Buffer {
  const { kind = 'dynamic' } = options;
  if (kind === 'fixed') {
    const content = options.content ?? Buffer.alloc(options.virtualSize ?? 2 ** 20, 0x5a);
    return Buffer.concat([content, footer(options, options.virtualSize ?? content.length)]);
  }
  const { virtualSize = 2 ** 20, blockSize = 2 ** 21 } = options;
  const entries = Math.ceil(virtualSize / blockSize);
  const firstBlock = roundUp(TABLE + entries * 4, SECTOR);
  const bitmap = roundUp(blockSize / SECTOR / 8, SECTOR);
  const table = options.blockTable ?? [firstBlock / SECTOR];
  const end = footer(options, virtualSize);
  const image = Buffer.alloc(firstBlock + bitmap + blockSize + end.length);
  end.copy(image);
  dynamicHeader(options, entries, blockSize).copy(image, DYNAMIC_HEADER);
  image.fill(0xff, TABLE, firstBlock);
  for (const [index, sector] of table.entries()) image.writeUInt32BE(sector, TABLE + index * 4);
  image.fill(0xff, firstBlock, firstBlock + bitmap);
  image.fill(0x5a, firstBlock + bitmap, firstBlock + bitmap + blockSize);
  end.copy(image, image.length - end.length);
  return image;
}

function footer(options: VhdOptions, virtualSize: number): Buffer {
  const { kind = 'dynamic', creator = 'win ' } = options;
  const [cylinders, heads, sectors] = options.geometry ?? [
    Math.min(65_535, Math.floor(virtualSize / SECTOR / 68)),
    4,
    17,
  ];
  const bytes = Buffer.alloc(512);
  bytes.write('conectix', 0, 'latin1');
  bytes.writeUInt32BE(2, 8);
  bytes.writeUInt32BE(0x00010000, 12);
  bytes.writeBigUInt64BE(kind === 'fixed' ? 2n ** 64n - 1n : BigInt(DYNAMIC_HEADER), 16);
  bytes.write(creator, 28, 'latin1');
  bytes.writeUInt32BE(0x00050003, 32);
  bytes.writeBigUInt64BE(BigInt(virtualSize), 40);
  bytes.writeBigUInt64BE(BigInt(virtualSize), 48);
  bytes.writeUInt16BE(cylinders, 56);
  bytes.writeUInt8(heads, 58);
  bytes.writeUInt8(sectors, 59);
  bytes.writeUInt32BE(TYPE[kind], 60);
  options.editFooter?.(bytes);
  return withChecksum(bytes, 64);
}

function dynamicHeader(options: VhdOptions, entries: number, blockSize: number): Buffer {
  const bytes = Buffer.alloc(1024);
  bytes.write('cxsparse', 0, 'latin1');
  bytes.fill(0xff, 8, 16);
  bytes.writeBigUInt64BE(BigInt(TABLE), 16);
  bytes.writeUInt32BE(0x00010000, 24);
  bytes.writeUInt32BE(options.tableEntries ?? entries, 28);
  bytes.writeUInt32BE(blockSize, 32);
  if (options.parentLocator !== undefined) bytes.write(options.parentLocator, 576, 'latin1');
  options.editHeader?.(bytes);
  return withChecksum(bytes, 36);
}

function withChecksum(bytes: Buffer, at: number): Buffer {
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.writeUInt32BE(~sum >>> 0, at);
  return bytes;
}
