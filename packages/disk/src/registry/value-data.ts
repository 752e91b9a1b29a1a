import { MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import type { Cell, Cells } from './cells.ts';
import type { ValueNode } from './value-node.ts';

const MAX_BYTES = 4 * MiB;
const IN_PLACE = 0x8000_0000;
/** Data in each segment but the last, in bytes. */
const SEGMENT = 16_344;
const HEADER = 8;
const OFFSET = 4;

/** The bytes of a value, wherever it keeps them. @throws DiskError */
export async function readValueData(cells: Cells, { size, place, name }: ValueNode): Promise<Buffer> {
  if (size >= IN_PLACE) {
    const length = size - IN_PLACE;
    if (length > place.length) throw new DiskError('malformed', `The registry value ${name} is longer than its place.`);
    return place.subarray(0, length);
  }
  if (size === 0) return Buffer.alloc(0);
  if (size > MAX_BYTES) {
    throw new DiskError('limit-exceeded', `The registry value ${name} is ${size} bytes long; ${MAX_BYTES} are read.`);
  }
  const cell = await cells(place.readUInt32LE());
  return size <= cell.length ? cell.read(0, size) : readSegments(cells, cell, size);
}

/** Data longer than a segment ("Windows registry file format specification", "Big data"). */
async function readSegments(cells: Cells, cell: Cell, size: number): Promise<Buffer> {
  const header = await cell.read(0, HEADER);
  const count = Math.ceil(size / SEGMENT);
  if (header.toString('latin1', 0, 2) !== 'db' || header.readUInt16LE(2) !== count) {
    throw new DiskError('malformed', `The registry hive does not hold all ${size} bytes of a value.`);
  }
  const list = await (await cells(header.readUInt32LE(4))).read(0, count * OFFSET);
  const segments: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    const segment = await cells(list.readUInt32LE(index * OFFSET));
    segments.push(await segment.read(0, Math.min(SEGMENT, size - index * SEGMENT)));
  }
  return Buffer.concat(segments);
}
