import type { ByteSource } from '../../byte-source.ts';
import { SECTOR } from '../../bytes/units.ts';
import { readExactly, requireWithin, tablePieces } from '../bounded-read.ts';
import { refuse } from '../refusal.ts';
import type { SparseHeader } from './header.ts';

export const ENTRY_LENGTH = 4;
/** Tables that lie one behind the other are read together, up to this many bytes: VMware writes them all in one row. */
const MAX_RUN = 64 * 1024;
/** First sector (8 bytes) and length (4) of a compressed grain, before its data. */
export const GRAIN_MARKER_LENGTH = 12;

/** The stored grain that lies farthest back. */
interface LastGrain {
  sector: number;
  index: number;
}

/**
 * Follows the grain directory and its tables; refuses the image unless every stored grain is in the file.
 * @param directory first sector of the grain directory ("Virtual Disk Format" 5.0, "Grain Directory", "Grain Table").
 */
export async function checkGrains(source: ByteSource, header: SparseHeader, directory: number): Promise<void> {
  const perTable = header.tableEntries * header.grainSectors;
  const tables = Math.ceil(header.capacity / perTable);
  const last: LastGrain = { sector: 0, index: 0 };
  const tableLength = header.tableEntries * ENTRY_LENGTH;
  const length = tables * ENTRY_LENGTH;
  let first = 0;
  for await (const piece of tablePieces(source, directory * SECTOR, length, 'VMDK grain directory')) {
    const entries = piece.length / ENTRY_LENGTH;
    for (const run of adjoiningTables(piece, tableLength)) {
      await checkTables(source, header, run, (first + run.index) * header.tableEntries, last);
    }
    first += entries;
  }
  if (header.compressed && last.sector > 0) await checkLastMarker(source, header, last);
}

interface Run {
  /** Of its first table within the piece of the directory. */
  readonly index: number;
  readonly offset: number;
  length: number;
}

/** The tables that a piece of the directory names. Collected before any is read, because that invalidates the piece. */
function adjoiningTables(piece: Buffer, tableLength: number): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  for (let index = 0; index < piece.length / ENTRY_LENGTH; index++) {
    const sector = piece.readUInt32LE(index * ENTRY_LENGTH);
    if (sector === 0) continue;
    const offset = sector * SECTOR;
    if (run !== undefined && continues(run, index, offset, tableLength)) {
      run.length += tableLength;
    } else {
      run = { index, offset, length: tableLength };
      runs.push(run);
    }
  }
  return runs;
}

function continues(run: Run, index: number, offset: number, tableLength: number): boolean {
  return (
    run.offset + run.length === offset &&
    run.index + run.length / tableLength === index &&
    run.length + tableLength <= MAX_RUN
  );
}

async function checkTables(
  source: ByteSource,
  header: SparseHeader,
  run: Run,
  firstGrain: number,
  last: LastGrain,
): Promise<void> {
  const tables = await readExactly(source, run.offset, run.length, 'VMDK grain table');
  for (let at = 0; at < tables.length; at += ENTRY_LENGTH) {
    const sector = tables.readUInt32LE(at);
    if (sector === 0 || (sector === 1 && header.zeroedGrains)) continue;
    const index = firstGrain + at / ENTRY_LENGTH;
    const rest = header.capacity - index * header.grainSectors;
    const sectors = header.compressed ? 1 : Math.max(1, Math.min(header.grainSectors, rest));
    if ((sector + sectors) * SECTOR > source.size) requireStored(source, header, sector, sectors);
    if (sector > last.sector) Object.assign(last, { sector, index });
  }
}

function requireStored(source: ByteSource, header: SparseHeader, sector: number, sectors: number): void {
  // A compressed grain may end in the middle of the file's last sector.
  const length = header.compressed ? GRAIN_MARKER_LENGTH : sectors * SECTOR;
  requireWithin(source, sector * SECTOR, length, 'VMDK grain');
}

/** A compressed grain says its own length, so the one that lies farthest back tells whether the file was cut. */
async function checkLastMarker(source: ByteSource, header: SparseHeader, last: LastGrain): Promise<void> {
  const offset = last.sector * SECTOR;
  const marker = await readExactly(source, offset, GRAIN_MARKER_LENGTH, 'VMDK grain marker');
  const low = marker.readUInt32LE(0);
  const high = marker.readUInt32LE(4);
  if (high * 2 ** 32 + low !== last.index * header.grainSectors) {
    refuse('malformed', `The compressed VMDK grain at byte ${offset} is not the one that its table says.`);
  }
  requireWithin(source, offset + GRAIN_MARKER_LENGTH, marker.readUInt32LE(8), 'last VMDK grain');
}
