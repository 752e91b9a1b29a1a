import type { Volume } from '@ingot/client';
import { record, type Cell, type Column, type Output } from '../../output/output.ts';

/** Sizes are in GiB in this API. */
export function gibibytes(size: number): Cell {
  return { bytes: size * 2 ** 30 };
}

export const VOLUME_COLUMNS: readonly Column<Volume>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.size', of: ({ size }) => gibibytes(size) },
  { label: 'column.bootable', of: ({ bootable }) => bootable === 'true' },
  { label: 'column.created', of: ({ created_at: created }) => utc(created) },
];

const FIELDS: readonly Column<Volume>[] = [
  ...VOLUME_COLUMNS,
  { label: 'column.updated', of: ({ updated_at: updated }) => utc(updated) },
  { label: 'column.description', of: ({ description }) => description },
  { label: 'column.from-image', of: ({ volume_image_metadata: image }) => image?.['image_id'] },
  { label: 'column.from-snapshot', of: ({ snapshot_id: snapshot }) => snapshot },
  { label: 'column.from-volume', of: ({ source_volid: source }) => source },
];

/** What is known of a volume, then its metadata by key. */
export function volumeRecord(volume: Volume): Output {
  return record(volume, FIELDS, Object.entries(volume.metadata));
}

/** Times of this API are UTC without saying so. */
export function utc(time: string): Date {
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`);
}
