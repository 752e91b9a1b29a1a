import { DiskError } from '../disk-error.ts';
import type { Cells } from './cells.ts';
import type { KeyNode } from './key-node.ts';
import { nameOf } from './key-node.ts';

const FIXED = 20;
/** The name is in Latin-1 instead of UTF-16. */
const COMPRESSED_NAME = 1;
/** Offsets read at once from a list of values. */
const PIECE = 1024;
const OFFSET = 4;

/** What a value's cell says. */
export interface ValueNode {
  readonly name: string;
  /** As in the API of Windows: 1 is REG_SZ. */
  readonly type: number;
  /** Length in bytes, with the top bit set when the data are the next field itself. */
  readonly size: number;
  /** The next field: offset of the data's cell, or the data. */
  readonly place: Buffer;
}

/** The values of a key ("Windows registry file format specification", "Key value"). @throws DiskError */
export async function* valueNodes(cells: Cells, { count, list }: KeyNode['values']): AsyncGenerator<ValueNode> {
  if (count === 0) return;
  const cell = await cells(list);
  for (let done = 0; done < count; done += PIECE) {
    const offsets = await cell.read(done * OFFSET, Math.min(PIECE, count - done) * OFFSET);
    for (let at = 0; at < offsets.length; at += OFFSET) yield await readValueNode(cells, offsets.readUInt32LE(at));
  }
}

async function readValueNode(cells: Cells, offset: number): Promise<ValueNode> {
  const cell = await cells(offset);
  const node = await cell.read(0, FIXED);
  if (node.toString('latin1', 0, 2) !== 'vk') {
    throw new DiskError('malformed', `The registry hive has no value at ${offset}, where one should be.`);
  }
  return {
    name: nameOf(await cell.read(FIXED, node.readUInt16LE(2)), (node.readUInt16LE(16) & COMPRESSED_NAME) !== 0),
    type: node.readUInt32LE(12),
    size: node.readUInt32LE(4),
    place: node.subarray(8, 12),
  };
}
