import type { TreeRoot } from '@ingot/chunk-store';
import type { ProjectId, SnapshotId } from '../../kernel/ids.ts';

/** Labels of snapshots, as the domain that has them writes and reads them. */
export interface SnapshotLabels {
  /** Null for one that has no content, or is gone. */
  labelOf(id: SnapshotId): Promise<string | null>;
  /** @returns null for what is no label of a snapshot, a sentence for one that cannot be read. */
  read(text: string): RecoverableSnapshot | string | null;
}

/** What a label tells of a snapshot. */
export interface RecoverableSnapshot {
  readonly id: SnapshotId;
  readonly name: string | null;
  readonly ownerId: ProjectId;
  /** Null when nobody knew. */
  readonly ownerName: string | null;
  readonly root: TreeRoot;
  /** Puts it back as it was, where the database does not know it, or knows it as it was before. */
  readonly recover: () => Promise<'recovered' | 'updated' | 'known'>;
}
