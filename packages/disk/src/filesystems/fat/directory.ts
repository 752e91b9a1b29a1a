import { MiB } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { readExactly } from '../read-exactly.ts';
import { labelOf } from './boot-sector.ts';
import { LongName } from './long-name.ts';
import { shortName } from './names.ts';
import type { Volume } from './volume.ts';

const RECORD = 32;
/** Longest directory that the specification allows: 65,536 records. */
const MAX_LENGTH = 2 * MiB;
const FIRST = { end: 0x00, deleted: 0xe5, dot: 0x2e } as const;
const ATTRIBUTE = { label: 0x08, directory: 0x10, longName: 0x0f, mask: 0x3f } as const;

/** Where the records of a directory lie: the root of FAT12 and FAT16 is a region of its own. */
export type DirectoryPlace = Volume['geometry']['root'];

export interface DirectoryRecord {
  readonly name: string;
  /** The name in 8.3 characters, by which it is found as well. */
  readonly alias: string;
  /** Of the record, in bytes from the start of the volume. */
  readonly place: number;
  readonly isDirectory: boolean;
  readonly cluster: number;
  readonly size: number;
  readonly modifiedAt: number;
}

/** What is in a directory, without `.`, `..` and the volume's label. @throws DiskError */
export async function* recordsIn(
  volume: Volume,
  directory: DirectoryPlace,
): AsyncGenerator<DirectoryRecord, void, undefined> {
  const longName = new LongName();
  for await (const { bytes, place } of usedRecords(volume, directory)) {
    const attributes = bytes.readUInt8(11) & ATTRIBUTE.mask;
    if (attributes === ATTRIBUTE.longName) {
      longName.add(bytes);
      continue;
    }
    const alias = shortName(bytes);
    const name = longName.takeFor(bytes) ?? alias;
    if ((attributes & ATTRIBUTE.label) !== 0 || bytes[0] === FIRST.dot) continue;
    yield recordOf(volume, bytes, { name, alias, place });
  }
}

/** The label that is kept among the entries of the root. @throws DiskError */
export async function labelIn(volume: Volume, root: DirectoryPlace): Promise<string | null> {
  for await (const { bytes } of usedRecords(volume, root)) {
    const attributes = bytes.readUInt8(11) & ATTRIBUTE.mask;
    if (attributes !== ATTRIBUTE.longName && (attributes & ATTRIBUTE.label) !== 0)
      return labelOf(bytes.subarray(0, 11));
  }
  return null;
}

/** The records in use, up to the one that says that none follow. A record is valid until the next is asked for. */
async function* usedRecords(
  volume: Volume,
  directory: DirectoryPlace,
): AsyncGenerator<{ readonly bytes: Buffer; readonly place: number }, void, undefined> {
  for await (const { offset, size } of stretches(volume, directory)) {
    const stretch = await readExactly(volume.metadata, offset, size, 'directory');
    for (let at = 0; at + RECORD <= size; at += RECORD) {
      const bytes = stretch.subarray(at, at + RECORD);
      if (bytes[0] === FIRST.end) return;
      if (bytes[0] !== FIRST.deleted) yield { bytes, place: offset + at };
    }
  }
}

async function* stretches(
  volume: Volume,
  directory: DirectoryPlace,
): AsyncGenerator<{ readonly offset: number; readonly size: number }, void, undefined> {
  if (directory.kind === 'region') {
    yield directory;
    return;
  }
  const { clusterSize } = volume.geometry;
  let cluster: number | null = directory.cluster;
  for (let length = 0; cluster !== null; length += clusterSize) {
    if (length >= MAX_LENGTH) throw new DiskError('malformed', 'A directory has no end.');
    yield { offset: volume.offsetOf(cluster), size: clusterSize };
    cluster = await volume.next(cluster);
  }
}

function recordOf(
  { geometry }: Volume,
  bytes: Buffer,
  names: Pick<DirectoryRecord, 'name' | 'alias' | 'place'>,
): DirectoryRecord {
  if (/[/\0]|^\.{0,2}$/.test(names.name)) throw new DiskError('malformed', 'A name in a directory is impossible.');
  const high = geometry.bits === 32 ? bytes.readUInt16LE(20) * 2 ** 16 : 0;
  return {
    ...names,
    isDirectory: (bytes.readUInt8(11) & ATTRIBUTE.directory) !== 0,
    cluster: high + bytes.readUInt16LE(26),
    size: bytes.readUInt32LE(28),
    modifiedAt: timeOf(bytes.readUInt16LE(24), bytes.readUInt16LE(22)),
  };
}

/** Local time of wherever it was written, which nobody knows: taken as UTC. */
function timeOf(date: number, time: number): number {
  const [year, month, day] = [1980 + (date >>> 9), ((date >>> 5) & 15) - 1, date & 31];
  return Date.UTC(year, month, day, time >>> 11, (time >>> 5) & 63, (time & 31) * 2);
}
