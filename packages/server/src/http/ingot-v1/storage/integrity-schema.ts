import { Type } from 'typebox';
import { IMAGE_CONTENT_PLACES } from '../../../images/index.ts';
import {
  DAMAGES,
  OWNED_DISK_PLACES,
  FINDING_KINDS,
  type DamagedDisk,
  type DamagedImage,
  type QuarantinedChunk,
  type StoredFinding,
} from '../../../storage/index.ts';
import { RUN } from './run-schema.ts';

const DATE_TIME = { format: 'date-time' };

export const INTEGRITY = Type.Object({
  quarantinedChunks: Type.Integer({ description: 'Chunks that are damaged and out of service' }),
  findings: Type.Integer({ description: 'Things that are wrong with packs' }),
  damagedImages: Type.Integer({ description: 'Images that need something damaged' }),
  damagedDisks: Type.Integer({ description: 'Volumes and snapshots that do' }),
  lastScrub: Type.Union([RUN, Type.Null()], { description: 'The last one that went through the whole store' }),
  currentScrub: Type.Union([RUN, Type.Null()], { description: 'The one that is under way' }),
});

export const FINDING = Type.Object({
  pack: Type.String({ description: 'Id of the pack, which is also the name of its file or object' }),
  kind: Type.String({ enum: FINDING_KINDS }),
  count: Type.Integer({ description: 'How many chunks it is about; 1 for the pack itself' }),
  detail: Type.String(),
  seenAt: Type.String(DATE_TIME),
});

export const QUARANTINED_CHUNK = Type.Object({
  id: Type.String({ description: 'SHA-256 of the bytes that it should have' }),
  pack: Type.String(),
  offset: Type.Integer({ description: 'Where its bytes lie in the pack' }),
  length: Type.Integer({ description: 'Of the stored bytes' }),
  damage: Type.String({ enum: DAMAGES }),
  foundAt: Type.String(DATE_TIME),
});

export const DAMAGED_IMAGE = Type.Object({
  id: Type.String(),
  name: Type.Union([Type.String(), Type.Null()]),
  owner: Type.String({ description: 'Id of the project' }),
  place: Type.String({ enum: IMAGE_CONTENT_PLACES, description: 'What the damaged bytes are to the image' }),
  chunks: Type.Integer({ description: 'Chunks of 256 KiB that cannot be read' }),
  pages: Type.Integer({ description: 'Pages of the tree that cannot be read; each stands for 256 MiB or more' }),
  checkedAt: Type.String(DATE_TIME),
});

export const DAMAGED_DISK = Type.Object({
  kind: Type.String({ enum: OWNED_DISK_PLACES }),
  id: Type.String(),
  name: Type.Union([Type.String(), Type.Null()]),
  owner: Type.String({ description: 'Id of the project' }),
  chunks: Type.Integer({ description: 'Chunks of 256 KiB that cannot be read' }),
  pages: Type.Integer({ description: 'Pages of the tree that cannot be read; each stands for 256 MiB or more' }),
  checkedAt: Type.String(DATE_TIME),
});

export function renderFinding({ seenAt, ...finding }: StoredFinding) {
  return { ...finding, seenAt: new Date(seenAt).toISOString() };
}

export function renderQuarantined({ id, location, damage, foundAt }: QuarantinedChunk) {
  const { pack, offset, storedLength: length } = location;
  return { id, pack, offset, length, damage, foundAt: new Date(foundAt).toISOString() };
}

export function renderDamagedDisk({ ownerId: owner, checkedAt, ...disk }: DamagedDisk) {
  return { ...disk, owner, checkedAt: new Date(checkedAt).toISOString() };
}

export function renderDamagedImage({ imageId: id, ownerId: owner, checkedAt, ...image }: DamagedImage) {
  return { ...image, id, owner, checkedAt: new Date(checkedAt).toISOString() };
}
