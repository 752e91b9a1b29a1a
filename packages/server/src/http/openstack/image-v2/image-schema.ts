import { Type, type TSchema } from 'typebox';
import { CONTAINER_FORMATS, DISK_FORMATS, VISIBILITIES } from '../../../images/index.ts';

const nullable = (type: string, more: object = {}): TSchema => Type.Unsafe<unknown>({ type: ['null', type], ...more });
const readOnly = { readOnly: true };

const UUID_PATTERN = '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$';

/** Those that Ingot has, and those that other services of this API have. */
const STATUSES = [
  'queued',
  'saving',
  'active',
  'killed',
  'deleted',
  'uploading',
  'importing',
  'pending_delete',
  'deactivated',
] as const;

/**
 * The attributes of an image as `GET /v2/schemas/image` describes them. Clients check our answers with it and refuse to
 * work when one does not fit, so whatever can be null says so.
 */
export const IMAGE_PROPERTIES = {
  id: Type.String({ description: 'An identifier for the image', pattern: UUID_PATTERN }),
  name: nullable('string', { description: 'Descriptive name for the image', maxLength: 255 }),
  status: Type.String({
    description: 'Status of the image',
    enum: [...STATUSES],
    ...readOnly,
  }),
  visibility: Type.String({ description: 'Scope of image accessibility', enum: [...VISIBILITIES] }),
  protected: Type.Boolean({ description: 'If true, image will not be deletable.' }),
  os_hidden: Type.Boolean({ description: 'If true, image will not appear in default image list response.' }),
  checksum: nullable('string', { description: 'MD5 of the image contents.', maxLength: 32, ...readOnly }),
  os_hash_algo: nullable('string', { description: 'Algorithm of os_hash_value', maxLength: 64, ...readOnly }),
  os_hash_value: nullable('string', {
    description: 'Hexdigest of the image contents by os_hash_algo',
    maxLength: 128,
    ...readOnly,
  }),
  owner: nullable('string', { description: 'Project that the image belongs to', maxLength: 255 }),
  size: nullable('integer', { description: 'Size of image file in bytes', ...readOnly }),
  virtual_size: nullable('integer', { description: 'Virtual size of image in bytes', ...readOnly }),
  container_format: nullable('string', { description: 'Format of the container', enum: [null, ...CONTAINER_FORMATS] }),
  disk_format: nullable('string', { description: 'Format of the disk', enum: [null, ...DISK_FORMATS] }),
  created_at: Type.String({ description: 'Date and time of image registration', ...readOnly }),
  updated_at: Type.String({ description: 'Date and time of the last image modification', ...readOnly }),
  tags: Type.Array(Type.String({ maxLength: 255 }), { description: 'List of strings related to the image' }),
  min_ram: Type.Integer({ description: 'Amount of ram (in MB) required to boot image.' }),
  min_disk: Type.Integer({ description: 'Amount of disk space (in GB) required to boot image.' }),
  kernel_id: nullable('string', { description: 'Image that holds the kernel to boot with', pattern: UUID_PATTERN }),
  ramdisk_id: nullable('string', { description: 'Image that holds the RAM disk to boot with', pattern: UUID_PATTERN }),
  self: Type.String({ description: 'An image self url', ...readOnly }),
  file: Type.String({ description: 'An image file url', ...readOnly }),
  schema: Type.String({ description: 'An image schema url', ...readOnly }),
} as const satisfies Record<string, TSchema>;

/** `GET /v2/schemas/image`: further keys are properties, their values texts. */
export const IMAGE_SCHEMA = {
  name: 'image',
  properties: IMAGE_PROPERTIES,
  additionalProperties: { type: 'string' },
  links: [
    { rel: 'self', href: '{self}' },
    { rel: 'enclosure', href: '{file}' },
    { rel: 'describedby', href: '{schema}' },
  ],
};
