import { uint64BE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { isDots, isImpossibleName } from '../entry-name.ts';
import type { Entry } from './entry.ts';

const LONG = 8;
const SHORT = 4;

/**
 * The entries of a directory that lies in its inode ("XFS Algorithms & Data Structures", "Short Form Directories"):
 * two counts, the inode number of the parent, then for each entry the length of its name, a place in the block form that
 * does not matter here, the name, its type where there are types, and the number. All numbers are 4 bytes long, unless
 * the second count says that one needs 8.
 * @param entryTypes whether entries carry the type of their node. @throws DiskError `malformed`
 */
export function* entriesOfShortForm(bytes: Buffer, entryTypes: boolean): Generator<Entry> {
  const count = bytes.length < 2 ? 0 : bytes.readUInt8(0);
  const width = bytes.length >= 2 && bytes.readUInt8(1) > 0 ? LONG : SHORT;
  let at = 2 + width;
  for (let index = 0; index < count; index++) {
    const nameLength = at < bytes.length ? bytes.readUInt8(at) : 0;
    const numberAt = at + 3 + nameLength + (entryTypes ? 1 : 0);
    if (nameLength === 0 || numberAt + width > bytes.length) {
      throw new DiskError('malformed', 'A directory in an inode claims more entries than it has.');
    }
    const inode = width === LONG ? uint64BE(bytes, numberAt) : bytes.readUInt32BE(numberAt);
    const name = Buffer.from(bytes.subarray(at + 3, at + 3 + nameLength));
    if (isImpossibleName(name)) throw new DiskError('malformed', 'A name in a directory in an inode is damaged.');
    if (!isDots(name)) yield { name, inode };
    at = numberAt + width;
  }
}
