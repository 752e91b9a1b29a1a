import type { Image } from '@ingot/client';
import { bytes, type Column, type Output, record, time } from '../../output/output.ts';

export const IMAGE_COLUMNS: readonly Column<Image>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.visibility', of: ({ visibility }) => visibility },
  { label: 'column.format', of: ({ disk_format: format }) => format },
  { label: 'column.size', of: ({ size }) => bytes(size) },
  { label: 'column.created', of: ({ created_at: created }) => time(created) },
];

const FIELDS: readonly Column<Image>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.visibility', of: ({ visibility }) => visibility },
  { label: 'column.owner', of: ({ owner }) => owner },
  { label: 'column.format', of: ({ disk_format: format }) => format },
  { label: 'column.size', of: ({ size }) => bytes(size) },
  { label: 'column.virtual-size', of: ({ virtual_size: size }) => bytes(size) },
  { label: 'column.checksum', of: ({ checksum }) => checksum },
  { label: 'column.sha512', of: ({ os_hash_value: hash }) => hash },
  { label: 'column.protected', of: (image) => image.protected },
  { label: 'column.hidden', of: ({ os_hidden: hidden }) => hidden },
  { label: 'column.min-disk', of: ({ min_disk: gigabytes }) => ({ bytes: gigabytes * 2 ** 30 }) },
  { label: 'column.min-ram', of: ({ min_ram: megabytes }) => ({ bytes: megabytes * 2 ** 20 }) },
  { label: 'column.tags', of: ({ tags }) => (tags.length === 0 ? null : tags.join(', ')) },
  { label: 'column.created', of: ({ created_at: created }) => time(created) },
  { label: 'column.updated', of: ({ updated_at: updated }) => time(updated) },
];

/** Keys of an image on the wire that are no properties of its own. */
const NOT_PROPERTIES: ReadonlySet<string> = new Set(
  (
    'id name status visibility owner disk_format container_format size virtual_size checksum os_hash_algo ' +
    'os_hash_value protected os_hidden min_disk min_ram tags created_at updated_at self file schema locations ' +
    'direct_url stores store'
  ).split(' '),
);

/** Everything that is known of an image: what all have, then its properties by name. */
export function imageRecord(image: Image): Output {
  const properties = Object.entries(image)
    .filter(([name, value]) => !NOT_PROPERTIES.has(name) && value !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return record(
    image,
    FIELDS,
    properties.map(([name, value]) => [name, String(value)]),
  );
}
