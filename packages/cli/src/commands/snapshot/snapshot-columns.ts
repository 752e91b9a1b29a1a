import type { Snapshot } from '@ingot/client';
import { record, type Column, type Output } from '../../output/output.ts';
import { gibibytes, utc } from '../volume/volume-columns.ts';

export const SNAPSHOT_COLUMNS: readonly Column<Snapshot>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.size', of: ({ size }) => gibibytes(size) },
  { label: 'column.volume', of: ({ volume_id: volume }) => volume },
  { label: 'column.created', of: ({ created_at: created }) => utc(created) },
];

const FIELDS: readonly Column<Snapshot>[] = [
  ...SNAPSHOT_COLUMNS,
  { label: 'column.updated', of: ({ updated_at: updated }) => utc(updated) },
  { label: 'column.description', of: ({ description }) => description },
];

/** What is known of a snapshot, then its metadata by key. */
export function snapshotRecord(snapshot: Snapshot): Output {
  return record(snapshot, FIELDS, Object.entries(snapshot.metadata));
}
