import { record, time, type Column, type Output } from '../../output/output.ts';
import type { MachineSnapshot } from './find-machine-snapshot.ts';

export const MACHINE_SNAPSHOT_COLUMNS: readonly Column<MachineSnapshot>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.quiesced', of: ({ quiesced }) => quiesced },
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
];

const FIELDS: readonly Column<MachineSnapshot>[] = [
  ...MACHINE_SNAPSHOT_COLUMNS,
  { label: 'column.failure', of: ({ failure }) => failure },
  { label: 'column.description', of: ({ description }) => description },
];

/** What is known of a snapshot, then the snapshot of each volume. */
export function machineSnapshotRecord(snapshot: MachineSnapshot): Output {
  return record(
    snapshot,
    FIELDS,
    snapshot.disks.map(({ volumeId, snapshotId }) => [volumeId, snapshotId]),
  );
}
