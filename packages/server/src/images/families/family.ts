import type { FamilyName, ImageId, ProjectId, UserId } from '../../kernel/ids.ts';
import type { Image } from '../image.ts';

/**
 * The family: a named line of images in one project. Images say that they belong to it (`family`); its name stands for the
 * *latest* of them: the one it is pinned to, or else the newest that is active, released, not hidden and not deprecated.
 *
 *   registered ──► newest released = latest ──► superseded ──► deprecated ──► obsolete
 *   held back ──promote──┘      ▲                    │
 *                               └──pin, roll back────┘
 */
export interface FamilyRef {
  readonly projectId: ProjectId;
  readonly name: FamilyName;
}

export interface Family extends FamilyRef {
  /** Of those that the caller sees; null when there is none. */
  readonly latest: Image | null;
  readonly isPinned: boolean;
}

/** The image that a family stands for whatever is newer. */
export interface FamilyPin {
  readonly imageId: ImageId;
  readonly reason: string | null;
  readonly pinnedBy: UserId;
  /** Milliseconds since the epoch. */
  readonly pinnedAt: number;
}

export const FAMILY_ACTIONS = ['promote', 'pin', 'unpin', 'rollback', 'deprecate'] as const;
export type FamilyAction = (typeof FAMILY_ACTIONS)[number];

/** One line of the history of a family: who did what to the image, and what the latest was before and after. */
export interface FamilyChange {
  /** Counts up from 1 within the family. */
  readonly number: number;
  readonly action: FamilyAction;
  readonly imageId: ImageId;
  readonly from: ImageId | null;
  readonly to: ImageId | null;
  readonly reason: string | null;
  readonly userId: UserId;
  readonly userName: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
