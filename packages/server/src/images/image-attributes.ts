import { IngotError } from '../kernel/errors.ts';
import { checkFacts, FACT_PREFIX } from './families/image-facts.ts';
import type { ImageSettings } from './image-settings.ts';
import type { ImageRevision } from './images.ts';

/** What the free parts of an image may be (openstack `image-v2`, the image schema). Lengths are in characters. */
const MAX_TEXT = 255;
/** Bytes; a value is a text to people and a TEXT to databases. */
const MAX_PROPERTY_VALUE = 65_535;
/** Bytes of all names and values of one image: lists show them all. */
const MAX_PROPERTIES = 256 * 1024;
/** GiB and MiB; what fits into four bytes. */
const MAX_REQUIREMENT = 2 ** 31 - 1;

/** What Ingot itself writes about imports; clients see it and cannot set it. */
export const RESERVED_PREFIX = 'os_glance';

/** Names that mean something else than a property, or meant it once. */
const RESERVED_NAMES: ReadonlySet<string> = new Set(
  (
    'id name status visibility protected os_hidden owner size virtual_size checksum os_hash_algo os_hash_value ' +
    'min_disk min_ram disk_format container_format tags created_at updated_at self file schema direct_url ' +
    'locations stores location deleted deleted_at'
  ).split(' '),
);

/** What an image has now, as far as it bears on what it may become. */
interface Present {
  readonly tags: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Refuses attributes that no image may have: `invalid` for values, `forbidden` for reserved properties,
 * `quota-exceeded` for too many. What an image has already is not held against it, so that a limit that was lowered
 * does not freeze images that are above it.
 */
export function checkRevision(revision: ImageRevision, present: Present, settings: ImageSettings): void {
  if (typeof revision.name === 'string') checkText('name', revision.name, 0);
  checkRequirement('minimum disk size', revision.minDisk);
  checkRequirement('minimum memory', revision.minRam);
  if (revision.tags) checkTags(revision.tags, present.tags, settings.maxTags);
  if (revision.properties) checkProperties(revision.properties, present.properties, settings.maxProperties);
}

export function checkTag(tag: string): void {
  checkText('tag', tag, 1);
}

function checkTags(tags: readonly string[], present: readonly string[], limit: number): void {
  for (const tag of tags) checkTag(tag);
  if (tags.length > limit && tags.length > present.length) {
    throw new IngotError('quota-exceeded', `An image can have ${limit} tags; this would make it ${tags.length}.`);
  }
}

function checkProperties(
  properties: Readonly<Record<string, string>>,
  present: Readonly<Record<string, string>>,
  limit: number,
): void {
  for (const [name, value] of Object.entries(properties)) {
    checkText('name of a property', name, 1);
    checkCharacters(`value of the property ${name}`, value);
    if (Buffer.byteLength(value) > MAX_PROPERTY_VALUE) {
      throw new IngotError('invalid', `The value of the property ${name} is longer than ${MAX_PROPERTY_VALUE} bytes.`);
    }
    if (RESERVED_NAMES.has(name)) throw reserved(name);
  }
  for (const name of Object.keys({ ...properties, ...present })) {
    if (name.startsWith(RESERVED_PREFIX) && own(properties, name) !== own(present, name)) throw reserved(name);
  }
  checkFacts(properties, present);
  const count = countFree(properties);
  if (count > limit && count > countFree(present)) {
    throw new IngotError('quota-exceeded', `An image can have ${limit} properties; this would make it ${count}.`);
  }
  const bytes = sizeOf(properties);
  if (bytes > MAX_PROPERTIES && bytes > sizeOf(present)) {
    throw new IngotError('quota-exceeded', `The properties of an image can have ${MAX_PROPERTIES} bytes altogether.`);
  }
}

function sizeOf(properties: Readonly<Record<string, string>>): number {
  return Object.entries(properties).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
}

function reserved(name: string): IngotError {
  return new IngotError('forbidden', `The property ${name} is reserved.`);
}

function own(properties: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function countFree(properties: Readonly<Record<string, string>>): number {
  return Object.keys(properties).filter((name) => !name.startsWith(RESERVED_PREFIX) && !name.startsWith(FACT_PREFIX))
    .length;
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
function checkCharacters(what: string, text: string): void {
  if (typeof text !== 'string') throw new IngotError('invalid', `The ${what} must be a text.`);
  if (!text.isWellFormed() || text.includes('\0')) {
    throw new IngotError('invalid', `The ${what} holds characters that cannot be stored.`);
  }
}

function checkRequirement(what: string, value: number | undefined): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || value < 0 || value > MAX_REQUIREMENT) {
    throw new IngotError('invalid', `The ${what} must be a whole number from 0 to ${MAX_REQUIREMENT}.`);
  }
}
