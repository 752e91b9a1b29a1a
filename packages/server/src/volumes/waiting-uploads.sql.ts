import type { Kysely } from 'kysely';
import type { JobId, ProjectId, VolumeId } from '../kernel/ids.ts';
import type { VolumeTables } from './volume-tables.sql.ts';

/** What `freeUploading` changes. */
export type UploadingTables = Pick<VolumeTables, 'volume'>;

/**
 * Frees a volume of which an image was to be made by a job that nobody will begin any more.
 *
 * @returns it; null when it does not wait for the job.
 */
export async function freeUploading(
  tx: Kysely<UploadingTables>,
  id: VolumeId,
  task: JobId,
  now: number,
): Promise<{ readonly volumeId: VolumeId; readonly ownerId: ProjectId } | null> {
  const freed = await tx
    .updateTable('volume')
    .set({ status: 'available', task_id: null, deadline: null, image_id: null, updated_at: now })
    .where('id', '=', id)
    .where('task_id', '=', task)
    .where('status', '=', 'uploading')
    .returning('owner_id')
    .executeTakeFirst();
  return freed ? { volumeId: id, ownerId: freed.owner_id } : null;
}
