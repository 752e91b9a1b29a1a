import type { MachineId, MachineSnapshotId, ProjectId } from '../kernel/ids.ts';
import type { ImageType, MachineStatus } from './machine.ts';

/** What to list, newest first. Every part narrows; an absent part does not. */
export interface MachineQuery {
  /** Of every project: administrators only, ignored from others. */
  readonly allProjects?: boolean;
  /** Of one project, together with `allProjects`. */
  readonly owner?: ProjectId;
  readonly name?: string;
  /** Beginnings of words of name and description, all of them: see `askedWords`. */
  readonly words?: readonly string[];
  readonly ids?: readonly MachineId[];
  readonly statuses?: readonly MachineStatus[];
  readonly imageType?: ImageType;
  /** The last of the page before; `not-found` when the caller does not see one with this id. */
  readonly marker?: MachineId;
  /** On the page, at least 0. */
  readonly limit: number;
}

/** Snapshots of one machine, newest first. */
export interface MachineSnapshotQuery {
  readonly machineId: MachineId;
  /** The last of the page before; `not-found` when that machine has none with this id. */
  readonly marker?: MachineSnapshotId;
  /** On the page, at least 0. */
  readonly limit: number;
}

/** One page; `more` says whether another one follows. */
export interface MachinePage<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}
