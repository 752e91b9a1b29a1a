import { SECTOR } from '../../bytes/units.ts';
import { readExactly } from '../read-exactly.ts';
import type { Volume } from './volume.ts';

/** First word of a record; every other sector of the log begins with the number of the cycle that wrote it. */
const RECORD_MAGIC = 0xfeedbabe;
const CYCLE_AT = { record: 4, data: 0 };
/** Sectors of the longest record: 256 KiB of data, and the headers of eight times 32 KiB. */
const MAX_RECORD = 512 + 8;
const HEADER_COVERS = 32 * 1024;
const VERSION_2 = 2;
/** Flag of an operation: the file system was unmounted (XLOG_UNMOUNT_TRANS). */
const UNMOUNT = 0x20;

/**
 * Whether everything that was logged is in its place: the last record of the log says that the file system was
 * unmounted. In doubt, as with a log on a device of its own, it is not.
 *
 * The log is a ring of sectors written in cycles ("XFS Algorithms & Data Structures", "Journaling Log"): its head is where
 * the cycle number falls. A log that nobody wrote to, all zeros, is clean.
 * @throws DiskError
 */
export async function isLogClean(volume: Volume): Promise<boolean> {
  const { logStart, logBlocks, blockSize } = volume.superblock;
  if (logStart === null || logBlocks === 0) return false;
  const start = volume.byteOfBlocks(logStart, logBlocks);
  const sectors = (logBlocks * blockSize) / SECTOR;
  const sectorAt = (index: number): Promise<Buffer> =>
    readExactly(volume.data, start + (((index % sectors) + sectors) % sectors) * SECTOR, SECTOR, 'log of XFS');

  const first = cycleOf(await sectorAt(0));
  if (first === 0) return true;
  const head = await findHead(sectors, first, async (index) => cycleOf(await sectorAt(index)));
  for (let back = 1; back <= Math.min(MAX_RECORD, sectors); back++) {
    const header = await sectorAt(head - back);
    if (header.readUInt32BE(0) !== RECORD_MAGIC) continue;
    const { headers, sectors: length, operations } = recordOf(header);
    if (operations !== 1 || length !== back) return false;
    return ((await sectorAt(head - back + headers)).readUInt8(9) & UNMOUNT) !== 0;
  }
  return false;
}

/** The first sector of an older cycle than the one in sector 0; the number of sectors when there is none. */
async function findHead(sectors: number, first: number, cycleAt: (index: number) => Promise<number>): Promise<number> {
  let low = 0;
  let high = sectors;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((await cycleAt(middle)) === first) low = middle;
    else high = middle;
  }
  return high;
}

function cycleOf(sector: Buffer): number {
  const isRecord = sector.readUInt32BE(0) === RECORD_MAGIC;
  return sector.readUInt32BE(isRecord ? CYCLE_AT.record : CYCLE_AT.data);
}

/** Lengths in sectors. */
function recordOf(header: Buffer): { headers: number; sectors: number; operations: number } {
  const dataBytes = header.readUInt32BE(12);
  const capacity = header.readUInt32BE(320);
  const long = (header.readUInt32BE(8) & VERSION_2) !== 0 && capacity > HEADER_COVERS;
  const headers = long ? Math.ceil(capacity / HEADER_COVERS) : 1;
  return { headers, sectors: headers + Math.ceil(dataBytes / SECTOR), operations: header.readUInt32BE(40) };
}
