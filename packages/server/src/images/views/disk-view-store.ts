import type { TreeRoot } from '@ingot/chunk-store';
import type { ImageId, JobId } from '../../kernel/ids.ts';
import type { DiskTree, DiskViewRecord, ViewKey } from './disk-view.ts';

/** What is asked of disk views, by itself and within a transaction. */
export interface DiskViewReader {
  /** Within a transaction nobody else changes it until that ends. */
  viewFind(key: ViewKey): Promise<DiskViewRecord | null>;
  /** Whether an image outside the trash has the content, or has it staged. */
  viewWanted(contentRoot: TreeRoot): Promise<boolean>;
}

export interface DiskViewStore extends DiskViewReader {
  /** The trees of all that are ready, in order of the content. */
  views(): AsyncIterable<ViewKey & DiskTree>;
  /** Those that are being made, in order of the task. */
  viewsMaking(after: JobId | null, limit: number): Promise<readonly (ViewKey & { readonly task: JobId })[]>;
  /** Optimized images, in order of id, whose disk is to be unpacked and was not asked for. */
  viewsMissing(after: ImageId | null, limit: number): Promise<readonly ImageId[]>;
  /** Forgets views of content that no image has, be it in the trash. @returns whether there were any. */
  viewsForgetUnneeded(): Promise<boolean>;
}

export interface DiskViewTransaction extends DiskViewReader {
  /** False when there is one. */
  viewInsert(record: DiskViewRecord): Promise<boolean>;
  /** Of one that was found. */
  viewWrite(record: DiskViewRecord): Promise<void>;
  viewDelete(key: ViewKey): Promise<void>;
  /**
   * Gives all images that have the content, and say of it what the key says, the size of their disk, in bytes, and those
   * properties that they have not.
   */
  viewFacts(key: ViewKey, size: number, properties: Readonly<Record<string, string>>): Promise<void>;
}
