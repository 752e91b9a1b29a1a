import { directoryTree, type Directory, type DiscFile } from './directory-tree.ts';
import { JOLIET_NAMES, PRIMARY_NAMES } from './naming.ts';
import {
  DISC_SECTOR,
  directoryRecord,
  lastDescriptor,
  PARENT,
  pathRecord,
  SELF,
  volumeDescriptor,
  type Extent,
} from './records.ts';

/** Sectors before the first descriptor, which are the system's (ECMA-119 6.2.1). */
const SYSTEM_AREA = 16;
/** Bytes of a label: Joliet has half as many characters. */
const LONGEST_LABEL = 16;

/**
 * An optical disc with some small files, as bytes: ISO 9660 (ECMA-119) with names of Joliet beside it, as Linux and
 * Windows read them. Equal files make equal bytes: no time is on it.
 *
 *     16 sectors of the system │ descriptors │ path tables and directories of each tree of names │ files
 *
 * @param label ASCII, at most 16 characters.
 */
export function writeDisc(label: string, files: readonly DiscFile[]): Buffer {
  if (label.length > LONGEST_LABEL || !/^[\x20-\x7e]*$/.test(label)) throw new RangeError(`"${label}" is no label`);
  const sectors: Buffer[] = [];
  let next = SYSTEM_AREA + 3;
  const place = (length: number): Extent => {
    const extent = { sector: next, length };
    next += Math.ceil(length / DISC_SECTOR);
    return extent;
  };
  const trees = [PRIMARY_NAMES, JOLIET_NAMES].map((naming) => {
    const directories = directoryTree(files, naming);
    const tableLength = pathTable(directories, [], 'little').length;
    return {
      directories,
      tables: { little: place(tableLength), big: place(tableLength) },
      extents: directories.map((directory) => place(inSectors(recordsOf(directory, 0, directories, [], [])).length)),
    };
  });
  const contents = files.map(({ content }) => place(content.length));
  for (const [index, { tables, extents }] of trees.entries()) {
    const [root] = extents;
    if (!root) throw new Error('every tree has a root');
    sectors.push(volumeDescriptor({ label, isJoliet: index === 1, sectors: next, pathTable: tables, root }));
  }
  sectors.push(lastDescriptor());
  for (const { directories, extents } of trees) {
    for (const order of ['little', 'big'] as const) sectors.push(filled(pathTable(directories, extents, order)));
    for (const [at, directory] of directories.entries()) {
      sectors.push(inSectors(recordsOf(directory, at, directories, extents, contents)));
    }
  }
  for (const { content } of files) sectors.push(filled(Buffer.from(content)));
  return Buffer.concat([Buffer.alloc(SYSTEM_AREA * DISC_SECTOR), ...sectors]);
}

/** Lengths are known before places are: those that are not, are 0. */
const NOWHERE: Extent = { sector: 0, length: 0 };

function pathTable(directories: readonly Directory[], extents: readonly Extent[], order: 'little' | 'big'): Buffer {
  return Buffer.concat(
    directories.map(({ name, parent }, at) => pathRecord(name, (extents[at] ?? NOWHERE).sector, parent + 1, order)),
  );
}

function recordsOf(
  directory: Directory,
  at: number,
  directories: readonly Directory[],
  extents: readonly Extent[],
  contents: readonly Extent[],
): Buffer[] {
  const extentOf = (index: number): Extent => {
    const { sector, length } = extents[index] ?? NOWHERE;
    // A directory is as long as its sectors (ECMA-119 6.8.1).
    return { sector, length: Math.ceil(length / DISC_SECTOR) * DISC_SECTOR };
  };
  return [
    directoryRecord(SELF, extentOf(at), true),
    directoryRecord(PARENT, extentOf(directories[at]?.parent ?? 0), true),
    ...directory.entries.map((entry) =>
      'file' in entry
        ? directoryRecord(entry.name, contents[entry.file] ?? NOWHERE, false)
        : directoryRecord(entry.name, extentOf(entry.directory), true),
    ),
  ];
}

/** Whole sectors; no record lies across the end of one (ECMA-119 6.8.1.1). */
function inSectors(records: readonly Buffer[]): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  for (const record of records) {
    const left = DISC_SECTOR - (length % DISC_SECTOR);
    const gap = record.length > left ? left : 0;
    pieces.push(Buffer.alloc(gap), record);
    length += gap + record.length;
  }
  return filled(Buffer.concat(pieces));
}

function filled(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & (DISC_SECTOR - 1))]);
}
