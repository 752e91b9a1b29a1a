import { bytes, record, time, type Column, type Output } from '../../output/output.ts';
import type { ImagePool } from './find-pool.ts';

export const POOL_COLUMNS: readonly Column<ImagePool>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.files', of: ({ usage }) => usage.artefacts },
  { label: 'column.usage', of: ({ usage }) => bytes(usage.bytes) },
  { label: 'column.location', of: ({ place }) => place && locationOf(place), shrinks: true },
];

const FIELDS: readonly Column<ImagePool>[] = [
  ...POOL_COLUMNS,
  { label: 'column.description', of: ({ description }) => description },
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
];

export function poolRecord(pool: ImagePool): Output {
  return record(pool, FIELDS);
}

function locationOf(place: NonNullable<ImagePool['place']>): string {
  return place.kind === 'directory' ? place.path : `s3://${place.bucket}/${place.prefix}`;
}
