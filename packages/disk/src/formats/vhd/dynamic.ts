import type { ByteSource } from '../../byte-source.ts';
import { isZero } from '../../bytes/guid.ts';
import { uint64BE } from '../../bytes/uint64.ts';
import { isPowerOfTwo, KiB, MiB, roundUp, SECTOR } from '../../bytes/units.ts';
import { UNSTORED, type BlockPlaces } from '../block-places.ts';
import { readExactly, requireWithin, tablePieces } from '../bounded-read.ts';
import { refuse } from '../refusal.ts';
import { FOOTER_LENGTH, requireChecksum } from './footer.ts';
import type { VhdFooter } from './footer.ts';

const COOKIE = 'cxsparse';
const HEADER_LENGTH = 1024;
const VERSION = 0x00010000;
const BLOCK_SIZE = { least: 4 * KiB, most: 256 * MiB };
const NOT_STORED = 0xffffffff;
/** Parent UUID, and the eight locators that say where the parent is. */
const PARENT_UUID = { from: 40, to: 56 };
const PARENT_LOCATORS = { from: 576, to: 768 };

/** The blocks of a dynamic disk. */
export interface VhdBlocks {
  /** In bytes, without the bitmap before each. */
  readonly blockSize: number;
  /** Where the data of the blocks are; all of them lie within the file. */
  readonly places: BlockPlaces;
}

/** The "Dynamic Disk Header" and its block allocation table. @throws DiskError while the places are read, too. */
export async function readBlocks(source: ByteSource, footer: VhdFooter): Promise<VhdBlocks> {
  const header = Buffer.from(await readExactly(source, footer.dataOffset, HEADER_LENGTH, 'VHD dynamic header'));
  if (header.toString('latin1', 0, COOKIE.length) !== COOKIE) {
    refuse('malformed', `The VHD has no dynamic header at byte ${footer.dataOffset}.`);
  }
  requireChecksum(header, 36, 'VHD dynamic header');
  const version = header.readUInt32BE(24);
  if (version !== VERSION) {
    refuse(
      'unsupported-variant',
      `The VHD dynamic header has version 0x${version.toString(16)}; only 1.0 is supported.`,
    );
  }
  for (const { from, to } of [PARENT_UUID, PARENT_LOCATORS]) {
    if (!isZero(header.subarray(from, to))) refuse('backing-file', 'The VHD names a parent disk.');
  }
  const blockSize = header.readUInt32BE(32);
  if (!isPowerOfTwo(blockSize) || blockSize < BLOCK_SIZE.least || blockSize > BLOCK_SIZE.most) {
    refuse('malformed', `The VHD has blocks of ${blockSize} bytes; a power of two from 4 KiB to 256 MiB is supported.`);
  }
  return { blockSize, places: placesOf(source, header, blockSize, footer) };
}

/** Every stored block (a sector bitmap, then the data) must end before the footer. */
async function* placesOf(
  source: ByteSource,
  header: Buffer,
  blockSize: number,
  { virtualSize }: VhdFooter,
): AsyncGenerator<readonly number[]> {
  const entries = header.readUInt32BE(28);
  if (entries * blockSize < virtualSize) {
    refuse('malformed', `The VHD block table has ${entries} entries, too few for a disk of ${virtualSize} bytes.`);
  }
  const bitmapLength = roundUp(blockSize / SECTOR / 8, SECTOR);
  const place = (sector: number): number => {
    if (sector === NOT_STORED) return UNSTORED;
    requireWithin(source, sector * SECTOR, bitmapLength + blockSize + FOOTER_LENGTH, 'VHD block');
    return sector * SECTOR + bitmapLength;
  };
  for await (const piece of tablePieces(source, uint64BE(header, 16), entries * 4, 'VHD block table')) {
    yield Array.from({ length: piece.length / 4 }, (_, index) => place(piece.readUInt32BE(index * 4)));
  }
}
