import type { TreeRoot } from '@ingot/chunk-store';
import { isAdmin, type Caller } from '../kernel/caller.ts';
import type { ImageId, SnapshotId, VolumeId } from '../kernel/ids.ts';

/** What of the store nothing else reaches, as the last measurement found it: deleting for good frees that. Stored bytes. */
export interface FreedBytes {
  /** As if the store had no other project. */
  readonly withinProject: number;
  readonly acrossProjects: number;
  /** In milliseconds since the epoch. */
  readonly measuredAt: number;
}

/** By whoever keeps accounts of trees; asked within transactions and outside of them. */
export interface FreedFinder<Id extends ImageId | SnapshotId | VolumeId> {
  /** @returns null when what `id` has now, the tree `root`, was not measured yet. */
  freedFind(id: Id, root: TreeRoot): Promise<FreedBytes | null>;
}

/** `FreedBytes` as one caller sees it. */
export interface Freed {
  readonly bytes: number;
  readonly measuredAt: number;
}

/** What others store is known to administrators only: a project is told what would be freed if the store were its own. */
export function freedFor(caller: Caller, found: FreedBytes | null): Freed | null {
  if (!found) return null;
  const { withinProject, acrossProjects, measuredAt } = found;
  return { bytes: isAdmin(caller) ? acrossProjects : withinProject, measuredAt };
}

/** A sentence for those who are refused a delete, with a space before it; empty when nothing is known. */
export function sayFreed(freed: Freed | null): string {
  if (!freed) return '';
  const { bytes, measuredAt } = freed;
  return ` Deleting it for good would free ${bytes} bytes of the store, as measured at ${new Date(measuredAt).toISOString()}.`;
}
