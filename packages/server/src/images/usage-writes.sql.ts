import { sql, type Kysely } from 'kysely';
import { prepared, type Places } from '../db/index.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { ImageTransaction } from './image-store.ts';
import type { ImageTables } from './image-tables.sql.ts';

interface Growth {
  project: ProjectId;
  bytes: number;
  stagedBytes: number;
  reservedBytes: number;
  images: number;
  uploads: number;
  optimized: number;
  /** What a counter that grows may be at most. */
  mostBytes?: number;
  mostImages?: number;
  mostOptimized?: number;
}

const grow = prepared((kysely: Kysely<ImageTables>, places: Places<Growth>) => {
  const { project, bytes, stagedBytes, reservedBytes, images, uploads, optimized } = places;
  let update = kysely
    .updateTable('image_usage')
    .set({
      bytes: sql<number>`bytes + ${bytes}`,
      staged_bytes: sql<number>`staged_bytes + ${stagedBytes}`,
      reserved_bytes: sql<number>`reserved_bytes + ${reservedBytes}`,
      images: sql<number>`images + ${images}`,
      uploads: sql<number>`uploads + ${uploads}`,
      optimized: sql<number>`optimized + ${optimized}`,
    })
    .where('project_id', '=', project);
  const { mostBytes, mostImages, mostOptimized } = places;
  if (mostBytes) {
    const growth = sql<number>`bytes + staged_bytes + reserved_bytes + ${bytes} + ${stagedBytes} + ${reservedBytes}`;
    update = update.where(growth, '<=', mostBytes);
  }
  if (mostImages) update = update.where(sql<number>`images + ${images}`, '<=', mostImages);
  if (mostOptimized) update = update.where(sql<number>`optimized + ${optimized}`, '<=', mostOptimized);
  return update;
});

const begin = prepared((kysely: Kysely<ImageTables>, { project }: Places<Pick<Growth, 'project'>>) =>
  kysely
    .insertInto('image_usage')
    .values({
      project_id: project,
      bytes: 0,
      staged_bytes: 0,
      reserved_bytes: 0,
      images: 0,
      uploads: 0,
      optimized: 0,
    })
    .onConflict((conflict) => conflict.column('project_id').doNothing()),
);

/** See `ImageTransaction`. */
export async function addUsage(
  tx: Kysely<ImageTables>,
  ...[project, delta, ceiling]: Parameters<ImageTransaction['usageAdd']>
): Promise<boolean> {
  const { bytes = 0, stagedBytes = 0, reservedBytes = 0, images = 0, uploads = 0, optimized = 0 } = delta;
  const growth: Growth = {
    project,
    bytes,
    stagedBytes,
    reservedBytes,
    images,
    uploads,
    optimized,
    ...(ceiling && bytes + stagedBytes + reservedBytes > 0 && { mostBytes: ceiling.bytes }),
    ...(ceiling && images > 0 && { mostImages: ceiling.images }),
    ...(ceiling && optimized > 0 && { mostOptimized: ceiling.optimized }),
  };
  if ((await grow(tx, growth)).numAffectedRows !== 0n) return true;
  // Above the ceiling, or the first that is counted of the project.
  await begin(tx, { project });
  return (await grow(tx, growth)).numAffectedRows !== 0n;
}
