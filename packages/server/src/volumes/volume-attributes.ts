import { IngotError } from '../kernel/errors.ts';
import type { SnapshotRevision, VolumeRevision } from './volumes.ts';

/** Lengths in characters, as Cinder has them. */
const MAX_TEXT = 255;
/** Pairs of one volume or snapshot. */
const MAX_METADATA = 128;
/** Characters of all names and values of what is said of an image. */
const MAX_IMAGE_METADATA = 256 * 1024;
/** GiB; 16 PiB, more than any format can be. */
const MAX_SIZE = 2 ** 24;

/** Refuses attributes that no volume and no snapshot may have. @throws `invalid`. */
export function checkRevision(revision: VolumeRevision & SnapshotRevision): void {
  if (typeof revision.name === 'string') checkText('name', revision.name, 0);
  if (typeof revision.description === 'string') checkText('description', revision.description, 0);
  if (revision.metadata) checkMetadata(revision.metadata);
  if (revision.imageMetadata) checkImageMetadata(revision.imageMetadata);
}

/** @throws `invalid`. */
export function checkSize(sizeGib: number): void {
  if (Number.isInteger(sizeGib) && sizeGib >= 1 && sizeGib <= MAX_SIZE) return;
  throw new IngotError('invalid', `The size of a volume is a whole number of GiB from 1 to ${MAX_SIZE}.`);
}

function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  checkCount(metadata);
  for (const [name, value] of Object.entries(metadata)) {
    checkText('name of metadata', name, 1);
    checkText(`value of the metadata ${name}`, value, 0);
  }
}

function checkImageMetadata(metadata: Readonly<Record<string, string>>): void {
  checkCount(metadata);
  let characters = 0;
  for (const [name, value] of Object.entries(metadata)) {
    checkText('name of image metadata', name, 1);
    checkCharacters(`value of the image metadata ${name}`, value);
    characters += name.length + value.length;
  }
  if (characters > MAX_IMAGE_METADATA) {
    throw new IngotError('invalid', `Image metadata can have ${MAX_IMAGE_METADATA} characters altogether.`);
  }
}

function checkCount(metadata: Readonly<Record<string, string>>): void {
  const count = Object.keys(metadata).length;
  if (count > MAX_METADATA) {
    throw new IngotError('invalid', `There can be ${MAX_METADATA} metadata; this would make it ${count}.`);
  }
}

function checkText(what: string, text: string, least: number): void {
  checkCharacters(what, text);
  const length = Array.from(text).length;
  if (length < least) throw new IngotError('invalid', `The ${what} must not be empty.`);
  if (length > MAX_TEXT) {
    throw new IngotError('invalid', `The ${what} has ${length} characters; at most ${MAX_TEXT} are allowed.`);
  }
}

/** What every database can keep: whole Unicode characters, and no NUL, which PostgreSQL refuses. */
export function checkCharacters(what: string, text: string): void {
  if (text.isWellFormed() && !text.includes('\0')) return;
  throw new IngotError('invalid', `The ${what} holds characters that cannot be stored.`);
}
