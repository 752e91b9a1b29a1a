import type { SnapshotLabels } from '../labels/snapshot-labels.ts';

/** For a store without volumes. */
export const NO_SNAPSHOTS: SnapshotLabels = { labelOf: async () => null, read: () => null };
