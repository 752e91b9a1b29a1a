import type { ByteSource } from '../byte-source.ts';
import { DiskError } from '../disk-error.ts';
import { BASE_BLOCK } from './base-block.ts';

const SIZE_FIELD = 4;
const ALIGNMENT = 8;

/** A cell in use: the unit in which a hive keeps keys, values, lists and data. */
export interface Cell {
  /** Of its data, in bytes, padding included. */
  readonly length: number;
  /** Exactly `length` bytes of its data from `start` on. @throws DiskError `malformed` when the cell is shorter */
  read(start: number, length: number): Promise<Buffer>;
}

/** Finds cells by their offset from the first hive bin. @throws DiskError */
export type Cells = (offset: number) => Promise<Cell>;

/**
 * The cells of a hive ("Windows registry file format specification", "Cell").
 * @param source must return buffers that stay as they are. @param binsLength in bytes, all within the source.
 */
export function openCells(source: ByteSource, binsLength: number): Cells {
  return async (offset) => {
    if (offset % ALIGNMENT !== 0 || offset + ALIGNMENT > binsLength) {
      throw new DiskError('malformed', `The registry hive refers to a cell at ${offset}, where none can be.`);
    }
    const at = BASE_BLOCK + offset;
    const size = -(await source.read(at, SIZE_FIELD)).readInt32LE();
    if (size < ALIGNMENT || size % ALIGNMENT !== 0 || offset + size > binsLength) {
      throw new DiskError('malformed', `The cell at ${offset} of the registry hive is free, or its size impossible.`);
    }
    const end = at + size;
    return {
      length: size - SIZE_FIELD,
      async read(start, length) {
        const from = at + SIZE_FIELD + start;
        if (from + length > end) {
          throw new DiskError('malformed', `The cell at ${offset} of the registry hive is too short for its content.`);
        }
        return source.read(from, length);
      },
    };
  };
}
