import { GiB, MiB, roundUp, SECTOR } from '../bytes/units.ts';
import { DISK_TYPE, FOOTER_LENGTH } from '../formats/vhd/footer.ts';
import type { AllocatedUnits } from './allocated-units.ts';
import { fixedRegion, packedLength, tableRegion, type Layout } from './layout.ts';
import { uniqueUuid } from './unique-bytes.ts';

/** The format's limit, in bytes; entries of block tables hold no more. */
export const MAX_VHD_SIZE = 2040 * GiB;
/** What Hyper-V and Virtual PC make, in bytes. */
export const VHD_BLOCK = 2 * MiB;

const HEADER_LENGTH = 1024;
const TABLE = FOOTER_LENGTH + HEADER_LENGTH;
const VERSION = 0x00010000;
/** Only its data counts; every sector of a stored block is there. */
const SECTOR_BITMAP = Buffer.alloc(VHD_BLOCK / SECTOR / 8, 0xff);
const NOT_STORED = 0xffffffff;

/** Plain bytes with the footer behind them ("Virtual Hard Disk Image Format Specification" 1.0, "Hard Disk Footer Format"). */
export function fixedVhdLayout(size: number, identity: Buffer): Layout {
  const virtualSize = roundUp(size, SECTOR);
  return {
    size: virtualSize + FOOTER_LENGTH,
    regions: [fixedRegion(virtualSize, footer(virtualSize, 'fixed', identity))],
    data: { kind: 'whole', offset: 0, length: virtualSize },
  };
}

/**
 * Blocks of 2 MiB, each behind a bitmap of its sectors ("Dynamic Disk Header Format", "Block Allocation Table"):
 *
 *     footer │ header │ table │ (bitmap │ block)… │ footer
 *
 * @param units of {@link VHD_BLOCK}.
 */
export function dynamicVhdLayout(size: number, units: AllocatedUnits, identity: Buffer): Layout {
  const virtualSize = roundUp(size, SECTOR);
  const tableLength = roundUp(units.total * 4, SECTOR);
  const dataAt = TABLE + tableLength;
  const stride = SECTOR_BITMAP.length + VHD_BLOCK;
  const length = packedLength(units, SECTOR_BITMAP.length, VHD_BLOCK);
  const end = footer(virtualSize, 'dynamic', identity);
  return {
    size: dataAt + length + FOOTER_LENGTH,
    regions: [
      fixedRegion(0, end),
      fixedRegion(FOOTER_LENGTH, dynamicHeader(units.total)),
      tableRegion(TABLE, tableLength, {
        size: 4,
        count: tableLength / 4,
        write: (piece, at, block) => {
          const sector = (dataAt + units.rank(block) * stride) / SECTOR;
          piece.writeUInt32BE(units.has(block) ? sector : NOT_STORED, at);
        },
      }),
      fixedRegion(dataAt + length, end),
    ],
    data: { kind: 'packed', offset: dataAt, length, units, lead: SECTOR_BITMAP },
  };
}

/** The time of creation is left at its zero, the year 2000: the same disk is the same file. */
function footer(virtualSize: number, kind: 'fixed' | 'dynamic', identity: Buffer): Buffer {
  const bytes = Buffer.alloc(FOOTER_LENGTH);
  bytes.write('conectix', 0, 'latin1');
  bytes.writeUInt32BE(2, 8);
  bytes.writeUInt32BE(VERSION, 12);
  bytes.writeBigUInt64BE(kind === 'fixed' ? 2n ** 64n - 1n : BigInt(FOOTER_LENGTH), 16);
  // Readers take the size of the disk from the geometry, which cannot say every size, unless they know the creator for
  // one who means the size: QEMU since 2.5 and all that follow its list know `qem2` (its option `force_size`).
  bytes.write('qem2', 28, 'latin1');
  bytes.writeUInt32BE(0x00050003, 32);
  bytes.write('Wi2k', 36, 'latin1');
  bytes.writeBigUInt64BE(BigInt(virtualSize), 40);
  bytes.writeBigUInt64BE(BigInt(virtualSize), 48);
  const { cylinders, heads, sectors } = geometryOf(virtualSize / SECTOR);
  bytes.writeUInt16BE(cylinders, 56);
  bytes.writeUInt8(heads, 58);
  bytes.writeUInt8(sectors, 59);
  bytes.writeUInt32BE(DISK_TYPE[kind], 60);
  uniqueUuid(identity, 'vhd').copy(bytes, 68);
  return withChecksum(bytes, 64);
}

function dynamicHeader(blocks: number): Buffer {
  const bytes = Buffer.alloc(HEADER_LENGTH);
  bytes.write('cxsparse', 0, 'latin1');
  bytes.fill(0xff, 8, 16);
  bytes.writeBigUInt64BE(BigInt(TABLE), 16);
  bytes.writeUInt32BE(VERSION, 24);
  bytes.writeUInt32BE(blocks, 28);
  bytes.writeUInt32BE(VHD_BLOCK, 32);
  return withChecksum(bytes, 36);
}

/** The specification's own way ("Appendix: CHS Calculation"). */
function geometryOf(diskSectors: number): { cylinders: number; heads: number; sectors: number } {
  const total = Math.min(diskSectors, 65_535 * 16 * 255);
  if (total >= 65_535 * 16 * 63) return { cylinders: Math.floor(total / 255 / 16), heads: 16, sectors: 255 };
  let sectors = 17;
  let tracks = Math.floor(total / sectors);
  let heads = Math.max(4, Math.ceil(tracks / 1024));
  if (tracks >= heads * 1024 || heads > 16) {
    [sectors, heads] = [31, 16];
    tracks = Math.floor(total / sectors);
  }
  if (tracks >= heads * 1024) {
    [sectors, heads] = [63, 16];
    tracks = Math.floor(total / sectors);
  }
  return { cylinders: Math.floor(tracks / heads), heads, sectors };
}

/** Sum of all bytes, complemented. */
function withChecksum(bytes: Buffer, at: number): Buffer {
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.writeUInt32BE(~sum >>> 0, at);
  return bytes;
}
