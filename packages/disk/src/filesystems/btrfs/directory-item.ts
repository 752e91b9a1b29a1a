import { crc32c } from '../../bytes/crc32c.ts';
import { DiskError } from '../../disk-error.ts';
import { isDots, isImpossibleName } from '../entry-name.ts';
import { KEY_LENGTH, keyAt } from './key.ts';
import type { Key } from './key.ts';

/** A name in a directory ("Btrfs On-disk Format", "DIR_ITEM"). */
export interface NamedTarget {
  readonly name: Buffer;
  /** The key of an inode of the same subvolume, or of the root of another. */
  readonly target: Key;
}

/** Before the name: key, transaction, length of data, length of name, type. */
const HEAD = KEY_LENGTH + 13;

/** The names in one item: one, or all those of a directory whose hashes are equal. @throws DiskError `malformed` */
export function namesIn(item: Buffer): NamedTarget[] {
  const names: NamedTarget[] = [];
  for (let at = 0; at < item.length;) {
    const nameLength = at + HEAD > item.length ? 0 : item.readUInt16LE(at + KEY_LENGTH + 10);
    const end =
      nameLength === 0 ? Number.POSITIVE_INFINITY : at + HEAD + nameLength + item.readUInt16LE(at + KEY_LENGTH + 8);
    if (end > item.length) throw new DiskError('malformed', 'A name in a directory of Btrfs is damaged.');
    const name = item.subarray(at + HEAD, at + HEAD + nameLength);
    if (isDots(name) || isImpossibleName(name)) {
      throw new DiskError('malformed', 'A name in a directory of Btrfs is damaged.');
    }
    names.push({ name, target: keyAt(item, at) });
    at = end;
  }
  return names;
}

/** What names are sorted by: CRC-32C from another start, and not inverted at the end (Linux `btrfs_name_hash`). */
export function nameHash(name: Buffer): bigint {
  return BigInt(~crc32c(name, 1) >>> 0);
}
