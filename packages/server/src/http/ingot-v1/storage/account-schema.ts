import { Type } from 'typebox';
import type { FamilyStorage, ImageStorage, ProjectStorage, WholeStorage } from '../../../storage/index.ts';

const BYTES = Type.Integer({ minimum: 0 });
const nullable = (description: string) => Type.Union([BYTES, Type.Null()], { description });
const MEASURED_AT = Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
  description: 'What was measured is as of then; null when it was not yet',
});
const ACROSS = 'Seen by administrators, null for others: what the projects have in common';

const LOGICAL = 'Size of the data';
const STORED = 'Stored length of the distinct chunks that it reaches';
const UNIQUE = 'Of those, what nothing else in the project reaches';
const SHARED = 'The rest of them';

const UNIQUE_ACROSS = {
  uniqueBytes: nullable('What nothing else in the store reaches: deleting it, and emptying the trash, frees that much'),
  sharedBytes: nullable(SHARED),
};

export const IMAGE_STORAGE = Type.Object({
  logicalBytes: nullable(LOGICAL),
  storedBytes: nullable(STORED),
  uniqueBytes: nullable(UNIQUE),
  sharedBytes: nullable(SHARED),
  measuredAt: MEASURED_AT,
  acrossProjects: Type.Union(
    [Type.Object({ addedBytes: nullable('Stored bytes that its upload added'), ...UNIQUE_ACROSS }), Type.Null()],
    { description: ACROSS },
  ),
});

export const PROJECT_STORAGE = Type.Object({
  logicalBytes: Type.Integer({ description: 'Sizes of images and of what is staged, without the trash' }),
  trashLogicalBytes: nullable('Sizes of the images in the trash'),
  snapshotLogicalBytes: nullable('Sizes of the snapshots'),
  storedBytes: nullable(
    'Stored length of the distinct chunks that anything in the project reaches: images, the trash, snapshots, what ' +
      'volumes stand on, disks unpacked from images and prepared exports',
  ),
  disksStoredBytes: nullable('Of those, what only volumes and snapshots reach'),
  measuredAt: MEASURED_AT,
  acrossProjects: Type.Union([Type.Object(UNIQUE_ACROSS), Type.Null()], { description: ACROSS }),
});

export const FAMILY_STORAGE = Type.Object({
  family: Type.Union([Type.String(), Type.Null()], { description: 'Null for the images without one' }),
  images: Type.Integer(),
  logicalBytes: BYTES,
  storedBytes: Type.Integer({ description: 'Stored length of the distinct chunks that its images reach' }),
  uniqueBytes: Type.Integer({ description: UNIQUE }),
  sharedBytes: Type.Integer({ description: SHARED }),
  measuredAt: MEASURED_AT,
  acrossProjects: Type.Union([Type.Object(UNIQUE_ACROSS), Type.Null()], { description: ACROSS }),
});

const RATIO = (description: string) => Type.Union([Type.Number(), Type.Null()], { description });

export const STORE = Type.Object({
  packs: Type.Integer(),
  packBytes: Type.Integer({ description: 'What the packs take, with what is garbage by now' }),
  chunks: Type.Integer({ description: 'Distinct chunks in them' }),
  contents: nullable(
    'Trees that something needs: images, staged ones and the trash included, their unpacked disks and prepared exports, ' +
      'snapshots, volumes',
  ),
  logicalBytes: nullable('Sizes of images and snapshots'),
  distinctBytes: nullable('Distinct chunks of those trees, before compression'),
  storedBytes: nullable('Their distinct chunks, as they are stored'),
  dedupRatio: RATIO('logicalBytes by distinctBytes: what zeroes and chunks in common have saved'),
  compressionRatio: RATIO('distinctBytes by storedBytes'),
  measuredAt: MEASURED_AT,
});

export function renderImageStorage({ logical, measured, acrossProjects: across }: ImageStorage) {
  const stored = measured?.stored ?? null;
  return {
    logicalBytes: logical,
    storedBytes: stored,
    ...uniqueAndShared(stored, measured?.unique ?? null),
    measuredAt: measured && time(measured.measuredAt),
    acrossProjects: across && { addedBytes: across.added, ...uniqueAndShared(stored, across.unique) },
  };
}

export function renderProjectStorage({ logical, measured, acrossProjects: across }: ProjectStorage) {
  const stored = measured?.stored ?? null;
  return {
    logicalBytes: logical,
    trashLogicalBytes: measured?.trashLogical ?? null,
    snapshotLogicalBytes: measured?.snapshotLogical ?? null,
    storedBytes: stored,
    disksStoredBytes: measured?.disksStored ?? null,
    measuredAt: measured && time(measured.measuredAt),
    acrossProjects: across && uniqueAndShared(stored, across.unique),
  };
}

export function renderFamilyStorage(storage: FamilyStorage) {
  const { family, images, logical, stored, unique, measuredAt, acrossProjects: across } = storage;
  return {
    family,
    images,
    logicalBytes: logical,
    storedBytes: stored,
    uniqueBytes: unique,
    sharedBytes: stored - unique,
    measuredAt: time(measuredAt),
    acrossProjects: across && uniqueAndShared(stored, across.unique),
  };
}

export function renderStore({ usage, account }: WholeStorage) {
  return {
    packs: usage.packs,
    packBytes: usage.storedBytes,
    chunks: usage.chunks,
    contents: account?.contents ?? null,
    logicalBytes: account?.logical ?? null,
    distinctBytes: account?.plain ?? null,
    storedBytes: account?.stored ?? null,
    dedupRatio: account && ratio(account.logical, account.plain),
    compressionRatio: account && ratio(account.plain, account.stored),
    measuredAt: account && time(account.measuredAt),
  };
}

function uniqueAndShared(stored: number | null, unique: number | null) {
  return { uniqueBytes: unique, sharedBytes: stored === null || unique === null ? null : stored - unique };
}

function ratio(more: number, less: number): number | null {
  return less === 0 ? null : Math.round((more / less) * 1000) / 1000;
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
