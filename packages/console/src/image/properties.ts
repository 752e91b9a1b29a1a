import type { Image } from '@ingot/client';

/** What the Image API sends of every image, and what leads to it: all the rest are properties. */
const ATTRIBUTES = new Set([
  'id',
  'name',
  'status',
  'visibility',
  'protected',
  'os_hidden',
  'checksum',
  'os_hash_algo',
  'os_hash_value',
  'owner',
  'size',
  'virtual_size',
  'container_format',
  'disk_format',
  'created_at',
  'updated_at',
  'tags',
  'min_ram',
  'min_disk',
  'self',
  'file',
  'schema',
  'stores',
  'direct_url',
  'locations',
]);

/** By name. */
export function propertiesOf(image: Image): readonly (readonly [name: string, value: string])[] {
  return Object.entries(image)
    .filter((entry): entry is [string, string] => !ATTRIBUTES.has(entry[0]) && typeof entry[1] === 'string')
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Properties that begin so are facts which the service itself writes, but for a few that are wishes. */
const FACT_PREFIX = 'ingot_';
const WISHES = new Set(['ingot_optimized', 'ingot_release', 'ingot_target_format', 'ingot_keep_original']);

/** Whether a client may only read it. */
export function isSetByService(property: string): boolean {
  return property.startsWith(FACT_PREFIX) && !WISHES.has(property);
}
