import { KiB } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { ATTRIBUTE } from './attribute.ts';
import { SYSTEM_RECORD, type Mft } from './mft.ts';

const LENGTH = 128 * KiB;

/** Compares two names without case, as directories are sorted: below, at or above zero. */
export type Collation = (a: string, b: string) => number;

/** The volume's own table of upper case, one UTF-16 unit for each (Linux-NTFS project, "$UpCase"). @throws DiskError */
export async function readCollation(mft: Mft): Promise<Collation> {
  const table = await mft.value(await mft.systemFile(SYSTEM_RECORD.UPCASE), ATTRIBUTE.DATA);
  if (table?.size !== LENGTH) throw new DiskError('malformed', 'The NTFS volume has no table of upper case letters.');
  const bytes = Buffer.from(await table.read(0, LENGTH));
  const upper = (name: string, index: number): number => bytes.readUInt16LE(name.charCodeAt(index) * 2);
  return (a, b) => {
    for (let index = 0; index < a.length && index < b.length; index++) {
      const difference = upper(a, index) - upper(b, index);
      if (difference !== 0) return difference;
    }
    return a.length - b.length;
  };
}
