import type { Verdict } from '@ingot/inspector';
import type { ImageId, ImagePoolId, JobId, MachineId, ProjectId, PublicationId, UserId } from '../kernel/ids.ts';

/**
 * The publication: the work that makes a desktop image, or another file of one.
 *
 *     waiting ► capturing ► writing ► verifying ► checking ► activating ─► finishing ──► done
 *        └──────────┴──────────┴──────────┴───────────┴── undoing ──► failed, cancelled
 *
 * The disk is judged from when it is captured, beside the writing and verifying of its file: `checking` is what that takes longer.
 *
 * Until the image is active everything can be undone, and is when something fails; from then on it only goes forward. Run
 * again after an interruption it begins anew, but for what is durable.
 */
export interface Publication {
  readonly id: PublicationId;
  /** The job that does the work, for which the image waits. */
  readonly task: JobId;
  readonly source: PublicationSource;
  readonly imageId: ImageId;
  readonly poolId: ImagePoolId;
  readonly ownerId: ProjectId;
  readonly userId: UserId;
  /** By what the disk is judged before it is published. */
  readonly checks: readonly PublicationCheck[];
  /** What went otherwise than was wanted, though the image is active; a sentence. */
  readonly warning: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: PublicationState;
}

export type PublicationSource =
  /** The machine stays. `snapshot` is the name of one to be taken of it afterwards; null for none. */
  | { readonly kind: 'clone'; readonly machineId: MachineId; readonly snapshot: string | null }
  /** The machine is deleted, once the image is active. */
  | { readonly kind: 'convert'; readonly machineId: MachineId }
  /** An image that is there becomes a desktop image. */
  | { readonly kind: 'import' }
  /** A desktop image gets a file in another pool. */
  | { readonly kind: 'deploy' };

export type PublicationKind = PublicationSource['kind'];

export interface PublicationCheck {
  /** Id of a profile. */
  readonly profile: string;
  /** Nothing is published unless the disk passes. */
  readonly mustPass: boolean;
  /** Null while the disk has not been judged. */
  readonly verdict: Verdict | null;
}

export const PUBLICATION_STEPS = ['waiting', 'capturing', 'writing', 'verifying', 'checking', 'activating'] as const;
export type PublicationStep = (typeof PUBLICATION_STEPS)[number];

export type PublicationState =
  | RunningState
  /** The image is active: from now on nothing is undone. */
  | { readonly status: 'finishing' }
  /** What was done is taken back, again and again until that succeeds. */
  | { readonly status: 'undoing'; readonly cancelled: boolean; readonly failure: string }
  | { readonly status: 'done'; readonly finishedAt: number }
  | { readonly status: 'failed'; readonly finishedAt: number; readonly failure: string }
  | { readonly status: 'cancelled'; readonly finishedAt: number };

export interface RunningState {
  readonly status: 'running';
  readonly step: PublicationStep;
  /** Of this step, in bytes. */
  readonly done: number;
  /** Null where it is not known. */
  readonly total: number | null;
  /** Somebody wants it to end. */
  readonly cancelWanted: boolean;
}

export const PUBLICATION_STATUSES = [
  'running',
  'finishing',
  'undoing',
  'done',
  'failed',
  'cancelled',
] as const satisfies readonly PublicationState['status'][];
