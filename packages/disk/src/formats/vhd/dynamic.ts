import type { ByteSource } from '../../byte-source.ts';
import { isZero } from '../../bytes/guid.ts';
import { uint64BE } from '../../bytes/uint64.ts';
import { isPowerOfTwo, KiB, MiB, roundUp, SECTOR } from '../../bytes/units.ts';
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

/** The "Dynamic Disk Header" and its block allocation table. */
export async function checkDynamic(source: ByteSource, footer: VhdFooter): Promise<void> {
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
  await checkBlockTable(source, header, footer);
}

/** Every stored block (a sector bitmap, then the data) must end before the footer. */
async function checkBlockTable(source: ByteSource, header: Buffer, footer: VhdFooter): Promise<void> {
  const blockSize = header.readUInt32BE(32);
  if (!isPowerOfTwo(blockSize) || blockSize < BLOCK_SIZE.least || blockSize > BLOCK_SIZE.most) {
    refuse('malformed', `The VHD has blocks of ${blockSize} bytes; a power of two from 4 KiB to 256 MiB is supported.`);
  }
  const entries = header.readUInt32BE(28);
  if (entries * blockSize < footer.virtualSize) {
    refuse(
      'malformed',
      `The VHD block table has ${entries} entries, too few for a disk of ${footer.virtualSize} bytes.`,
    );
  }
  const bitmapLength = roundUp(blockSize / SECTOR / 8, SECTOR);
  let index = 0;
  for await (const piece of tablePieces(source, uint64BE(header, 16), entries * 4, 'VHD block table')) {
    for (let at = 0; at < piece.length; at += 4, index++) {
      const sector = piece.readUInt32BE(at);
      if (sector === NOT_STORED) continue;
      requireWithin(source, sector * SECTOR, bitmapLength + blockSize + FOOTER_LENGTH, 'VHD block');
    }
  }
}
