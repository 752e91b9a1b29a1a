import { uint64BE } from '../../bytes/uint64.ts';
import { roundUp } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { isDots, isImpossibleName } from '../entry-name.ts';
import { requireChecksum } from './checksum.ts';
import type { Entry } from './entry.ts';
import type { Features } from './features.ts';

/** By the magic at the start: whether an index of the block lies at its end (it is the only one), and the header's length. */
const FORMS: Readonly<Record<string, { readonly indexed: boolean; readonly header: number; readonly version: 4 | 5 }>> =
  {
    XD2B: { indexed: true, header: 16, version: 4 },
    XD2D: { indexed: false, header: 16, version: 4 },
    XDB3: { indexed: true, header: 64, version: 5 },
    XDD3: { indexed: false, header: 64, version: 5 },
  };
const CHECKSUM = 4;
/** At the end of an indexed block: the number of index entries of 8 bytes that lie before it, and of the stale ones. */
const TAIL = 8;
const INDEX_ENTRY = 8;
/** In the place of the first half of an inode number: a stretch without entry, whose length follows. */
const FREE = 0xffff;
const ALIGNMENT = 8;

/**
 * The entries of one block of a directory ("XFS Algorithms & Data Structures", "Block Directories"): each an inode number,
 * a counted name, its type where there are types, and its own place, filled up to 8 bytes.
 * @throws DiskError `malformed`
 */
export function* entriesOfBlock(block: Buffer, features: Features, what: string): Generator<Entry> {
  const form = FORMS[block.toString('latin1', 0, 4)];
  if (form === undefined || (form.version === 5) !== features.selfDescribing) {
    throw new DiskError('malformed', `There is no block of ${what} where one should be.`);
  }
  if (features.selfDescribing) requireChecksum(block, CHECKSUM, what);
  const end = form.indexed ? block.length - TAIL - block.readUInt32BE(block.length - TAIL) * INDEX_ENTRY : block.length;
  const fixed = 8 + 1 + (features.entryTypes ? 1 : 0) + 2;
  for (let at = form.header; at < end;) {
    const length = entryLength(block, at, fixed);
    if (length < ALIGNMENT || length % ALIGNMENT !== 0 || at + length > end) {
      throw new DiskError('malformed', `An entry of ${what} goes past its block.`);
    }
    if (block.readUInt16BE(at) !== FREE) {
      const name = Buffer.from(block.subarray(at + 9, at + 9 + block.readUInt8(at + 8)));
      if (isImpossibleName(name)) throw new DiskError('malformed', `A name in ${what} is damaged.`);
      if (!isDots(name)) yield { name, inode: uint64BE(block, at) };
    }
    at += length;
  }
}

/** In bytes; 0 where no entry can begin. The smallest free stretch is 8 bytes long, the smallest entry 16. */
function entryLength(block: Buffer, at: number, fixed: number): number {
  if (at % ALIGNMENT !== 0 || at + ALIGNMENT > block.length) return 0;
  if (block.readUInt16BE(at) === FREE) return block.readUInt16BE(at + 2);
  const nameLength = at + ALIGNMENT < block.length ? block.readUInt8(at + ALIGNMENT) : 0;
  return nameLength === 0 ? 0 : roundUp(fixed + nameLength, ALIGNMENT);
}
