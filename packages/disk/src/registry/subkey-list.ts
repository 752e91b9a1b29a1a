import { DiskError } from '../disk-error.ts';
import type { Cells } from './cells.ts';

/** Bytes of one entry by the signature of a list: an offset, and in `lf` and `lh` a hint of the name, which we don't need. */
const ENTRY: Readonly<Record<string, number>> = { li: 4, lf: 8, lh: 8 };
const INDEX_ROOT = 'ri';
const INDEX_ENTRY = 4;
const HEADER = 4;

/**
 * Offsets of the keys in a list of subkeys ("Windows registry file format specification", "Subkeys list"), which may
 * be a list of such lists. @throws DiskError
 */
export async function* subkeyOffsets(cells: Cells, list: number): AsyncGenerator<number> {
  const { signature, offsets } = await readList(cells, list);
  if (signature !== INDEX_ROOT) {
    yield* offsets;
    return;
  }
  for (const offset of offsets) {
    const leaf = await readList(cells, offset);
    if (leaf.signature === INDEX_ROOT) {
      throw new DiskError('malformed', `The list of keys at ${list} of the registry hive is nested too deeply.`);
    }
    yield* leaf.offsets;
  }
}

async function readList(cells: Cells, list: number): Promise<{ signature: string; offsets: Iterable<number> }> {
  const cell = await cells(list);
  const header = await cell.read(0, HEADER);
  const signature = header.toString('latin1', 0, 2);
  const entry = signature === INDEX_ROOT ? INDEX_ENTRY : ENTRY[signature];
  if (entry === undefined) {
    throw new DiskError('malformed', `The registry hive has no list of keys at ${list}, where one should be.`);
  }
  const entries = await cell.read(HEADER, header.readUInt16LE(2) * entry);
  return { signature, offsets: offsetsOf(entries, entry) };
}

function* offsetsOf(entries: Buffer, entry: number): Generator<number> {
  for (let at = 0; at < entries.length; at += entry) yield entries.readUInt32LE(at);
}
