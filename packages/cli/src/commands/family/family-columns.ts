import type { Answer } from '@ingot/client';
import { bytes, type Column, type Output, record, time } from '../../output/output.ts';

export type Family = Answer<'get', '/api/v1/families/{name}'>;

export const FAMILY_COLUMNS: readonly Column<Family>[] = [
  { label: 'column.name', of: ({ name }) => name },
  { label: 'column.latest', of: ({ latest }) => latest?.name, shrinks: true },
  { label: 'column.image-id', of: ({ latest }) => latest?.id },
  { label: 'column.pinned', of: ({ pinned }) => pinned },
  { label: 'column.released', of: ({ latest }) => time(latest?.releasedAt) },
];

const FIELDS: readonly Column<Family>[] = [
  ...FAMILY_COLUMNS,
  { label: 'column.format', of: ({ latest }) => latest?.diskFormat },
  { label: 'column.size', of: ({ latest }) => bytes(latest?.size) },
  { label: 'column.optimized', of: ({ latest }) => latest?.optimized },
  { label: 'column.project', of: ({ projectId }) => projectId },
];

export function familyRecord(family: Family): Output {
  return record(family, FIELDS);
}
