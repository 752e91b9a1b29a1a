import type { Lease, TreeRoot } from '@ingot/chunk-store';
import * as index from './db/chunk-index/chunk-index.sql.ts';
import { withTables } from './db/index.ts';
import { imageHolds, type ImageRowTables } from './images/image-store.sql.ts';
import { jobCancel, jobCancelWaiting, jobInsert, jobInsertOnce, type JobTables } from './jobs/job-store.sql.ts';
import type { NewJob } from './jobs/index.ts';
import { parseVolumeId, type ImageId, type JobId } from './kernel/ids.ts';
import { freeUploading, type UploadingTables } from './volumes/waiting-uploads.sql.ts';

/** What several adapters have others do in their own transactions, whatever tables these are for. */
type AnyTransaction = { readonly isTransaction: true };

export function enqueueJob(tx: AnyTransaction, job: NewJob): Promise<void> {
  return jobInsert(withTables<JobTables>(tx), job);
}

export function enqueueJobOnce(tx: AnyTransaction, job: NewJob): Promise<void> {
  return jobInsertOnce(withTables<JobTables>(tx), job);
}

export function cancelJob(tx: AnyTransaction, id: JobId, message: string, now: number): Promise<void> {
  return jobCancel(withTables<JobTables>(tx), id, message, now);
}

/** Ends a publication's job that nobody has begun. @returns whether it was one. */
export async function cancelWaitingPublication(
  tx: AnyTransaction,
  id: JobId,
  message: string,
  now: number,
): Promise<boolean> {
  const publication = { id, action: 'publish' };
  return (await jobCancelWaiting(withTables<JobTables>(tx), publication, message, now)) !== null;
}

/** Ends the making of an image of a disk that nobody has begun, and frees the disk. @returns it; null for anything else. */
export async function cancelWaitingUpload(
  tx: AnyTransaction,
  id: JobId,
  message: string,
  now: number,
): ReturnType<typeof freeUploading> {
  const subject = await jobCancelWaiting(withTables<JobTables>(tx), { id, action: 'upload' }, message, now);
  const volume = subject === null ? null : parseVolumeId(subject);
  return volume && freeUploading(withTables<UploadingTables>(tx), volume, id, now);
}

export function leaseHolds(tx: AnyTransaction, lease: Lease): Promise<boolean> {
  return index.leaseHolds(withTables<index.ChunkIndexTables>(tx), lease);
}

export function shareTree(tx: AnyTransaction, root: TreeRoot): Promise<void> {
  return index.shareTree(withTables<index.ChunkIndexTables>(tx), root);
}

/** Keeps the tree of an image, which stays as it is until the transaction ends; false when it has it no more. */
export async function shareImage(tx: AnyTransaction, id: ImageId, root: TreeRoot): Promise<boolean> {
  if (!(await imageHolds(withTables<ImageRowTables>(tx), id, root))) return false;
  await shareTree(tx, root);
  return true;
}
