import type { Answer } from '@ingot/client';
import { record, time, type Column, type RecordOutput } from '../../output/output.ts';

export type Publication = Answer<'get', '/api/v1/publications/{id}'>;

export const PUBLICATION_COLUMNS: readonly Column<Publication>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.kind', of: ({ kind }) => kind },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.step', of: ({ step }) => step },
  { label: 'column.image-id', of: ({ imageId }) => imageId },
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
];

const FIELDS: readonly Column<Publication>[] = [
  ...PUBLICATION_COLUMNS,
  { label: 'column.failure', of: ({ failure }) => failure },
  { label: 'column.warning', of: ({ warning }) => warning },
  { label: 'column.pool', of: ({ poolId }) => poolId },
  { label: 'column.machine', of: ({ machineId }) => machineId },
  { label: 'column.snapshot', of: ({ snapshot }) => snapshot },
  { label: 'column.finished', of: ({ finishedAt }) => time(finishedAt) },
];

/** How a publication goes, then by what the disk is judged. */
export function publicationRecord(publication: Publication): RecordOutput {
  const checks = publication.checks.map(({ profile, verdict }) => [profile, verdict] as const);
  return record(publication, FIELDS, checks);
}
