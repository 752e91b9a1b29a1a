import { DiskError } from '../disk-error.ts';
import type { Cells } from './cells.ts';

const FIXED = 76;
/** The name is in Latin-1 instead of UTF-16. */
const COMPRESSED_NAME = 0x20;

/** What a key's cell says. Offsets are of cells. */
export interface KeyNode {
  readonly offset: number;
  readonly parent: number;
  readonly name: string;
  readonly subkeys: { readonly count: number; readonly list: number };
  readonly values: { readonly count: number; readonly list: number };
}

/** A key ("Windows registry file format specification", "Key node"); its class name is of no use. @throws DiskError */
export async function readKeyNode(cells: Cells, offset: number): Promise<KeyNode> {
  const cell = await cells(offset);
  const node = await cell.read(0, FIXED);
  if (node.toString('latin1', 0, 2) !== 'nk') {
    throw new DiskError('malformed', `The registry hive has no key at ${offset}, where one should be.`);
  }
  return {
    offset,
    parent: node.readUInt32LE(16),
    name: nameOf(await cell.read(FIXED, node.readUInt16LE(72)), (node.readUInt16LE(2) & COMPRESSED_NAME) !== 0),
    subkeys: { count: node.readUInt32LE(20), list: node.readUInt32LE(28) },
    values: { count: node.readUInt32LE(36), list: node.readUInt32LE(40) },
  };
}

/** A name of a key or a value, as it is stored. */
export function nameOf(bytes: Buffer, compressed: boolean): string {
  return bytes.toString(compressed ? 'latin1' : 'utf16le');
}
