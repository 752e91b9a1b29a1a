import type { Answer } from './operation.ts';

type WireImage = Answer<'get', '/v2/images/{image_id}'>;

/** What the Image API sends of every image. */
type Attribute =
  | 'id'
  | 'name'
  | 'status'
  | 'visibility'
  | 'protected'
  | 'os_hidden'
  | 'checksum'
  | 'os_hash_algo'
  | 'os_hash_value'
  | 'owner'
  | 'size'
  | 'virtual_size'
  | 'container_format'
  | 'disk_format'
  | 'created_at'
  | 'updated_at'
  | 'tags'
  | 'min_ram'
  | 'min_disk';

/**
 * An image as the Image API shows it: the attributes, which are always there although its schema requires none, and
 * the properties, which are texts.
 */
export type Image = { readonly [Name in Attribute]-?: Exclude<WireImage[Name], undefined> } & Readonly<
  Record<string, unknown>
>;
