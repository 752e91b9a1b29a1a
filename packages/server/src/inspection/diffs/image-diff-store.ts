import type { NewJob } from '../../jobs/index.ts';
import type { ImageId, JobId } from '../../kernel/ids.ts';
import type { FoundDiff, ImageDiff, WholeDiff } from './image-diff.ts';

/** Where comparisons are kept. Every time is handed in, in milliseconds since the epoch. */
export interface ImageDiffStore {
  /** Together with its job. The oldest of the second image that are over make room for it. */
  diffAdd(diff: Omit<ImageDiff, 'state' | 'updatedAt'>, job: NewJob): Promise<void>;
  diffFind(id: JobId): Promise<ImageDiff | null>;
  diffRead(id: JobId): Promise<WholeDiff | null>;
  /** How many of the second image are not over. */
  diffsWaiting(after: ImageId): Promise<number>;
  /** Begins or goes on with one that is not over; null when it is, or is not known. */
  diffBegin(id: JobId, now: number): Promise<ImageDiff | null>;
  /** Whether somebody wants it to end. */
  diffCancelWanted(id: JobId): Promise<boolean>;
  /** Ends one. @throws JobCancelled when somebody wants it to end, or it is over: then nothing is written. */
  diffFinish(id: JobId, found: FoundDiff, now: number): Promise<void>;
  /** Ends one without anything found. @param failure a sentence; null for one that was cancelled. */
  diffEnd(id: JobId, failure: string | null, now: number): Promise<void>;
  /** False when it is over already, or not known. */
  diffCancel(id: JobId, now: number): Promise<boolean>;

  /** Images that are compared, in order. */
  comparedImages(after: ImageId | null, limit: number): Promise<readonly ImageId[]>;
  /** Forgets what an image was compared with. */
  diffsForget(image: ImageId): Promise<void>;
}
