import type { NewJob } from '../jobs/index.ts';
import type { ImageId, JobId } from '../kernel/ids.ts';
import type { Outcome } from './outcome.ts';
import type { Preparation } from './preparation.ts';

/** Where preparations are kept. Every time is handed in, in milliseconds since the epoch. */
export interface PreparationStore {
  /** Together with its job. */
  preparationAdd(preparation: NewPreparation, job: NewJob): Promise<void>;
  preparationFind(id: JobId): Promise<Preparation | null>;
  /** Of an image, those that are not over. */
  preparationsUnfinished(source: ImageId): Promise<number>;
  /** Begins or goes on with one that is not over; null when it is, or is not known. */
  preparationBegin(id: JobId, now: number): Promise<Preparation | null>;
  /** Whether somebody wants it to end. */
  cancelWanted(id: JobId): Promise<boolean>;
  /** Says what a copy consists of, before it is anybody's image; after a death it is known by that. */
  outcomeKeep(id: JobId, outcome: Outcome, now: number): Promise<void>;
  /** One that is over stays as it is. */
  preparationFinish(id: JobId, outcome: Outcome, report: JobId | null, now: number): Promise<void>;
  /** Ends one that has come to nothing. @param failure a sentence; null for one that was cancelled. */
  preparationEnd(id: JobId, failure: string | null, now: number): Promise<void>;
  /** False when it is over already, or not known. */
  preparationCancel(id: JobId, now: number): Promise<boolean>;
  /** Forgets at most `limit` that were over before the given time. @returns how many. */
  preparationsForget(finishedBefore: number, limit: number): Promise<number>;
}

export type NewPreparation = Pick<
  Preparation,
  'id' | 'sourceId' | 'imageId' | 'order' | 'requestedBy' | 'projectId' | 'createdAt'
>;
