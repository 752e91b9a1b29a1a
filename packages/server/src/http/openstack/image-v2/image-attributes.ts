import { IngotError } from '../../../kernel/errors.ts';
import { parseProjectId } from '../../../kernel/ids.ts';
import { CONTAINER_FORMATS, DISK_FORMATS, VISIBILITIES, type ImageRevision } from '../../../images/index.ts';

/**
 * The attributes of an image that a client may set, each with the reader of its JSON value. Readers check types; lengths
 * and ranges are rules about images, not about this API.
 */
const SETTABLE: Readonly<Record<string, (value: unknown) => ImageRevision>> = {
  name: (value) => ({ name: value === null ? null : text('name', value) }),
  visibility: (value) => ({ visibility: oneOf('visibility', VISIBILITIES, value) }),
  protected: (value) => ({ protected: flag('protected', value) }),
  os_hidden: (value) => ({ hidden: flag('os_hidden', value) }),
  disk_format: (value) => ({ diskFormat: value === null ? null : oneOf('disk_format', DISK_FORMATS, value) }),
  container_format: (value) => ({
    containerFormat: value === null ? null : oneOf('container_format', CONTAINER_FORMATS, value),
  }),
  min_disk: (value) => ({ minDisk: number('min_disk', value) }),
  min_ram: (value) => ({ minRam: number('min_ram', value) }),
  tags: (value) => ({ tags: tagSet(value) }),
  owner: (value) => {
    const ownerId = parseProjectId(text('owner', value));
    if (ownerId === null) throw new IngotError('invalid', 'The attribute "owner" has to be the id of a project.');
    return { ownerId };
  },
};

/** Attributes that the service sets. */
const READ_ONLY: ReadonlySet<string> = new Set(
  (
    'id created_at updated_at status checksum size virtual_size os_hash_algo os_hash_value ' +
    'direct_url self file schema stores'
  ).split(' '),
);

/** Names that never were attributes of this API, and may not become properties. */
const RESERVED: ReadonlySet<string> = new Set(['location', 'locations', 'deleted', 'deleted_at']);
const RESERVED_PREFIX = 'os_glance';

export function isSettable(name: string): boolean {
  return Object.hasOwn(SETTABLE, name);
}

/** The change that setting the settable attribute `name` to `value` is. @throws IngotError `invalid`. */
export function attributeRevision(name: string, value: unknown): ImageRevision {
  const read = Object.hasOwn(SETTABLE, name) ? SETTABLE[name] : undefined;
  if (!read) throw new IngotError('internal', `"${name}" is no settable attribute.`);
  return read(value);
}

/** @throws IngotError `forbidden` when a client may set neither an attribute nor a property of this name. */
export function refuseReadOnly(name: string): void {
  if (READ_ONLY.has(name)) throw new IngotError('forbidden', `Attribute '${name}' is read-only.`);
  if (RESERVED.has(name) || name.startsWith(RESERVED_PREFIX)) {
    throw new IngotError('forbidden', `Attribute '${name}' is reserved.`);
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const IMAGE_REFERENCES: ReadonlySet<string> = new Set(['kernel_id', 'ramdisk_id']);
const KEY_POLICIES = ['on_image_deletion', 'do_not_delete'] as const;

/**
 * The value of the property `name`; null takes it away, which only the references to a kernel and a RAM disk know.
 *
 * @throws IngotError `invalid`.
 */
export function propertyValue(name: string, value: unknown): string | null {
  if (IMAGE_REFERENCES.has(name)) {
    if (value === null || (typeof value === 'string' && UUID.test(value))) return value;
    throw new IngotError('invalid', `The property "${name}" has to be the id of an image, or null.`);
  }
  if (name === 'cinder_encryption_key_deletion_policy') return oneOf(name, KEY_POLICIES, value);
  if (typeof value !== 'string')
    throw new IngotError('invalid', `The value of the property "${name}" has to be a string.`);
  return value;
}

function tagSet(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw new IngotError('invalid', 'The attribute "tags" has to be an array of strings.');
  return [...new Set(value.map((tag) => text('tags', tag)))];
}

function text(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new IngotError('invalid', `The attribute "${name}" has to be a string.`);
}

function flag(name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new IngotError('invalid', `The attribute "${name}" has to be true or false.`);
}

function number(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw new IngotError('invalid', `The attribute "${name}" has to be an integer.`);
}

function oneOf<const Value extends string>(name: string, values: readonly Value[], value: unknown): Value {
  const found = values.find((one) => one === value);
  if (found !== undefined) return found;
  throw new IngotError('invalid', `"${name}" has to be one of ${values.join(', ')}.`);
}
