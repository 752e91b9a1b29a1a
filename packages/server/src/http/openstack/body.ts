import { IngotError } from '../../kernel/errors.ts';
import { isJsonObject, type JsonObject } from './json-body.ts';

/** Characters of a name, a description, and the key or value of a pair. */
const LONGEST_TEXT = 255;

/** What stands under the one key of a body. @throws IngotError `invalid` when that is no object. */
export function member(body: JsonObject, key: string): JsonObject {
  const value = body[key];
  if (isJsonObject(value)) return value;
  throw new IngotError('invalid', `Missing required element '${key}' in request body; it has to be an object.`);
}

/**
 * The name and the description of a thing; `display_name` and `display_description` are older words for them.
 * What is not there is left out.
 *
 * @throws IngotError `invalid`
 */
export function labelling(body: JsonObject): { name?: string | null; description?: string | null } {
  const name = optionalText(body, body['name'] === undefined ? 'display_name' : 'name');
  const description = optionalText(body, body['description'] === undefined ? 'display_description' : 'description');
  return {
    ...(name !== undefined && { name: name?.trim() ?? null }),
    ...(description !== undefined && { description }),
  };
}

/** Undefined when it is not there. @throws IngotError `invalid` when it is neither text nor null, or too long. */
export function optionalText(body: JsonObject, key: string): string | null | undefined {
  const value = body[key];
  if (value === undefined || value === null) return value;
  if (typeof value !== 'string') throw new IngotError('invalid', `${key} has to be text.`);
  if (value.length > LONGEST_TEXT) {
    throw new IngotError('invalid', `${key} has ${value.length} characters, more than ${LONGEST_TEXT}.`);
  }
  return value;
}

/** Text that has to be there. @throws IngotError `invalid`. */
export function requiredText(body: JsonObject, key: string): string {
  const value = optionalText(body, key);
  if (value === undefined || value === null || value === '') throw new IngotError('invalid', `${key} has to be given.`);
  return value;
}

/** Pairs of text. @throws IngotError `invalid`. */
export function pairs(value: unknown, key: string): Readonly<Record<string, string>> {
  if (!isJsonObject(value)) throw new IngotError('invalid', `${key} has to be an object of texts.`);
  const texts: [string, string][] = [];
  for (const [name, text] of Object.entries(value)) {
    if (name === '' || name.length > LONGEST_TEXT) {
      throw new IngotError('invalid', `The keys of ${key} have 1 to ${LONGEST_TEXT} characters.`);
    }
    if (typeof text !== 'string' || text.length > LONGEST_TEXT) {
      throw new IngotError('invalid', `${key} "${name}" has to be text of at most ${LONGEST_TEXT} characters.`);
    }
    texts.push([name, text]);
  }
  return Object.fromEntries(texts);
}

const YES = new Set(['true', 't', 'yes', 'y', 'on', '1']);
const NO = new Set(['false', 'f', 'no', 'n', 'off', '0']);

/** A boolean, or a word or number for one, as Cinder and Nova take them; undefined when it is not there. @throws IngotError `invalid`. */
export function optionalFlag(body: JsonObject, key: string): boolean | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '';
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new IngotError('invalid', `${key} has to be true or false.`);
}

/** GiB, at least 1, as a number or in digits. @throws IngotError `invalid`. */
export function sizeInGib(value: unknown, key: string): number {
  const size = typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value;
  if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 1) return size;
  throw new IngotError('invalid', `${key} has to be a whole number of GiB, at least 1.`);
}
