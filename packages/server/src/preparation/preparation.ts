import type { AskedForMend, MendId } from '@ingot/inspector';
import type { ImageId, JobId, ProjectId, UserId } from '../kernel/ids.ts';
import type { Outcome } from './outcome.ts';

/**
 * The making of a corrected copy of an image: leftovers of its machine are taken away, services are enabled whose packages
 * are there. The image itself stays as it is.
 *
 *   waiting ──► running ──► done
 *      │           ├──────► failed
 *      └──cancel───┴──────► cancelled
 */
export interface Preparation {
  /** Also of the job that does the work. */
  readonly id: JobId;
  readonly sourceId: ImageId;
  /** The new image; null for a trial, which only tells what would be done. */
  readonly imageId: ImageId | null;
  readonly order: PreparationOrder;
  readonly state: PreparationState;
  readonly requestedBy: UserId;
  readonly projectId: ProjectId;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What its user wants. */
export interface PreparationOrder {
  /** Mends that are left out. */
  readonly keep: readonly MendId[];
  /** Mends that have to be asked for. */
  readonly also: readonly AskedForMend[];
  /** By which the copy is judged. */
  readonly profiles: readonly string[];
}

export type PreparationState =
  | {
      readonly status: 'waiting' | 'running';
      readonly cancelRequested: boolean;
      /** What a copy consists of that was made, but is not yet the image's. */
      readonly outcome: Outcome | null;
    }
  | {
      readonly status: 'done';
      readonly finishedAt: number;
      readonly outcome: Outcome;
      /** Of the new image; null for a trial. */
      readonly reportId: JobId | null;
    }
  | { readonly status: 'cancelled'; readonly finishedAt: number }
  /** `failure` is a sentence. */
  | { readonly status: 'failed'; readonly finishedAt: number; readonly failure: string };

export const PREPARATION_STATUSES = [
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
] as const satisfies readonly PreparationState['status'][];
