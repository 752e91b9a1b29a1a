import type { Lease, TreeRoot } from '@ingot/chunk-store';
import type { NewJob } from '../jobs/index.ts';
import type { ImageId, JobId } from '../kernel/ids.ts';
import type { ExportKey, ImageExport, PreparedExport } from './image-export.ts';

/** Where exports are kept. Every time is handed in, in milliseconds since the epoch. */
export interface ExportStore {
  exportFind(key: ExportKey): Promise<ImageExport | null>;
  /** Of one image, by format. */
  exportList(imageId: ImageId): Promise<readonly ImageExport[]>;
  /** Adds one with its job, or puts it in place of one that failed. @returns the one that is there afterwards. */
  exportRequest(wanted: ImageExport, job: NewJob): Promise<ImageExport>;
  /** How far a task has come. False when nobody waits for it any more. */
  exportTell(key: ExportKey, task: JobId, progress: Progress, now: number): Promise<boolean>;
  /**
   * Makes it ready, if it waits for the task.
   *
   * @param lease what holds the artefact; false also when it is over.
   */
  exportFinish(
    key: ExportKey,
    task: JobId,
    prepared: PreparedExport,
    lease: Lease | null,
    now: number,
  ): Promise<boolean>;
  /** Makes it ready with what an equal disk has been made of for another image. False when there is no such. */
  exportShare(key: ExportKey, task: JobId, diskRoot: TreeRoot, now: number): Promise<boolean>;
  /** Fails it, if it waits for the task. */
  exportFail(key: ExportKey, task: JobId, reason: string, now: number): Promise<void>;
  /** Fails whatever is ready with an artefact that cannot be read any more: asked for again, it is made again. @returns how many. */
  artefactSpoil(root: TreeRoot, reason: string, now: number): Promise<number>;
  /** Notes that somebody has taken it. */
  exportTouch(key: ExportKey, now: number): Promise<void>;
  /** False when there is none. */
  exportDelete(key: ExportKey): Promise<boolean>;
  /** The artefacts, in order of image and format. */
  artefacts(): AsyncIterable<KeptArtefact>;
  /** Those that nobody has taken since then; what is being prepared is not among them. */
  exportsUnused(since: number, limit: number): Promise<readonly ExportKey[]>;
  /** The artefact that nobody has taken for the longest time. */
  artefactOldest(): Promise<ExportKey | null>;
  /** What all artefacts take, each tree once, in bytes of their files. */
  artefactBytes(): Promise<number>;
  /** Of images that are deleted, or were forgotten. */
  exportsOrphaned(limit: number): Promise<readonly ExportKey[]>;
}

export interface Progress {
  readonly done: number;
  readonly total: number | null;
}

export interface KeptArtefact extends ExportKey {
  readonly root: TreeRoot;
}
