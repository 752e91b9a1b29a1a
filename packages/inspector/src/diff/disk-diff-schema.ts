import { Type, type Static } from 'typebox';
import { fact, LAYOUT, orNull, PACKAGE, START, TEXT } from '../report/findings.ts';
import { FACTS } from './fact-names.ts';
import { CHANGES, MAX_LISTED } from './file-diff.ts';

/**
 * What became of a disk: plain data, which crosses from the process that reads both to the one that keeps it. Texts are as
 * in `FINDINGS`.
 */
const SIDE = fact(orNull(TEXT));
const COUNT = Type.Integer({ minimum: 0 });

const PACKAGES = { maxItems: 50_000 };

/** What became of the packages of a system between two images. Each list is in the order of names. */
const PACKAGE_DIFF = Type.Object({
  added: Type.Array(PACKAGE, PACKAGES),
  removed: Type.Array(PACKAGE, PACKAGES),
  /** Another version of what both have: mostly an upgrade. */
  changed: Type.Array(Type.Object({ name: TEXT, architecture: orNull(TEXT), before: TEXT, after: TEXT }), PACKAGES),
});
export type PackageDiff = Static<typeof PACKAGE_DIFF>;

const SERVICES = { maxItems: 20_000 };
const STARTING = Type.Array(Type.Object({ name: TEXT, start: START }), SERVICES);

/** What became of the services of a system between two images. Each list is in the order of names. */
const SERVICE_DIFF = Type.Object({
  added: STARTING,
  removed: STARTING,
  /** What both have, and start at another time. */
  changed: Type.Array(Type.Object({ name: TEXT, before: START, after: START }), SERVICES),
});
export type ServiceDiff = Static<typeof SERVICE_DIFF>;

/** A fact that is another one than before, or of which that can't be known. Null: there is none. */
export const CHANGED_FACT = Type.Object({ fact: Type.Enum(FACTS), before: SIDE, after: SIDE });
export type ChangedFact = Static<typeof CHANGED_FACT>;

/** What became of one operating system. */
export const SYSTEM_DIFF = Type.Object({
  /** The part that its root lies on; null where it is not there. */
  before: orNull(TEXT),
  after: orNull(TEXT),
  facts: Type.Array(CHANGED_FACT, { maxItems: 16 }),
  packages: fact(PACKAGE_DIFF),
  services: fact(SERVICE_DIFF),
});
export type SystemDiff = Static<typeof SYSTEM_DIFF>;

/** What became of the files of a file system. */
const FILES_DIFF = Type.Object({
  counts: Type.Object({ added: COUNT, removed: COUNT, kind: COUNT, content: COUNT, owner: COUNT }),
  /** The first that were found, by path. */
  listed: Type.Array(Type.Object({ path: TEXT, change: Type.Enum(CHANGES) }), { maxItems: MAX_LISTED }),
  /** Why no more was compared; null when all was. */
  incomplete: orNull(TEXT),
});
export type FilesDiff = Static<typeof FILES_DIFF>;

/** A part by its name, what lies in it, and what became of that. */
export const PART_FILES = Type.Object({
  part: TEXT,
  /** The kind of its file system, how it is encrypted, or what else it is; null where there is no such part. */
  before: orNull(TEXT),
  after: orNull(TEXT),
  /** Null where no side has a file system, or one has no such part. */
  files: orNull(fact(FILES_DIFF)),
});
export type PartFiles = Static<typeof PART_FILES>;

export const DISK_DIFF = Type.Object({
  facts: Type.Array(CHANGED_FACT, { maxItems: 16 }),
  systems: Type.Array(SYSTEM_DIFF, { maxItems: 32 }),
  parts: Type.Array(PART_FILES, { maxItems: 1024 }),
  /** Of the second disk, to place bytes that differ. */
  layout: LAYOUT,
});
export type DiskDiff = Static<typeof DISK_DIFF>;
