import type { Lease, TreeRoot } from '@ingot/chunk-store';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { NewJob } from '../jobs/index.ts';
import type { ImageId, ProjectId } from '../kernel/ids.ts';
import { familyTransaction } from './families/family-transaction.sql.ts';
import type { ImageDependants } from './families/image-uses.ts';
import type { FreedBytes } from './freed-bytes.ts';
import type { Image } from './image.ts';
import { noteChange } from './image-changes.sql.ts';
import { findChecksums } from './image-checksums.sql.ts';
import { findMember, toImages, toMemberRow, toRow, toUpload, toUploadRow } from './image-rows.sql.ts';
import type { ImageTransaction, UsageCeiling } from './image-store.ts';
import type { ImageTables } from './image-tables.sql.ts';
import type { UnmetProfile } from './publication/unmet-profile.ts';
import { writeWords } from './search/image-words.sql.ts';
import { diskViewTransaction } from './views/disk-views.sql.ts';

/** What belongs to other adapters, and has to be seen or to happen in the same transaction. */
export interface TransactionParts {
  enqueueJob(tx: Transaction<ImageTables>, job: NewJob): Promise<void>;
  /** The same, unless one of that kind and subject waits or runs. */
  enqueueJobOnce(tx: Transaction<ImageTables>, job: NewJob): Promise<void>;
  /** Whether a lease of the chunk store is there; if so it stays until the transaction ends. */
  leaseHolds(tx: Transaction<ImageTables>, lease: Lease): Promise<boolean>;
  /** Keeps a tree safe while a second image comes to refer to it. */
  shareTree(tx: Transaction<ImageTables>, root: TreeRoot): Promise<void>;
  /** Profiles that an image has not passed, see `ImageTransaction`. */
  profilesUnmet(
    tx: Transaction<ImageTables>,
    ...question: Parameters<ImageTransaction['profilesUnmet']>
  ): Promise<readonly UnmetProfile[]>;
  /** Has an image judged, where its project asks for that. */
  reportRequest(tx: Transaction<ImageTables>, image: Image): Promise<void>;
  /** What a project may have; also asked outside of a transaction. */
  limitsFind(kysely: Kysely<ImageTables>, project: ProjectId): Promise<UsageCeiling>;
  /** See `ImageDependants`; also asked outside of a transaction. */
  dependantsFind(
    kysely: Kysely<ImageTables>,
    ...question: Parameters<ImageDependants['dependantsFind']>
  ): ReturnType<ImageDependants['dependantsFind']>;
  /** See `FreedFinder`; also asked outside of a transaction. */
  freedFind(kysely: Kysely<ImageTables>, id: ImageId, root: TreeRoot): Promise<FreedBytes | null>;
}

/**
 * Locks are taken in this order, so that no two wait for each other: image, upload, disk view, family, usage. Tags, properties,
 * members, the upload and what has come of it are changed by those only who have its row.
 */
export function imageTransaction(tx: Transaction<ImageTables>, others: TransactionParts): ImageTransaction {
  return {
    imageFind: async (id) => {
      // Its id never changes, so others may refer to the row while it is locked.
      const row = await tx.selectFrom('image').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
      const [image] = await toImages(tx, row ? [row] : []);
      return image ?? null;
    },

    imageInsert: async (image) => {
      const insert = tx.insertInto('image').values({ ...toRow(image), revision: 1 });
      const { numInsertedOrUpdatedRows } = await insert
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return false;
      await insertTags(tx, image);
      await insertProperties(tx, image);
      await writeWords(tx, image, null);
      if (hasContent(image)) await noteChange(tx, image.id);
      return true;
    },

    imageWrite: async (image, before) => {
      await tx
        .updateTable('image')
        .set({ ...toRow(image), revision: sql`revision + 1` })
        .where('id', '=', image.id)
        .execute();
      if (image.tags !== before.tags) {
        await tx.deleteFrom('image_tag').where('image_id', '=', image.id).execute();
        await insertTags(tx, image);
      }
      if (image.properties !== before.properties) {
        await tx.deleteFrom('image_property').where('image_id', '=', image.id).execute();
        await insertProperties(tx, image);
      }
      await writeWords(tx, image, before);
      if (hasContent(image) || hasContent(before)) await noteChange(tx, image.id);
    },

    memberFind: (id, member) => findMember(tx, id, member),

    memberCount: async (id) => {
      const count = tx.selectFrom('image_member').where('image_id', '=', id);
      const { members } = await count.select((e) => e.fn.countAll().as('members')).executeTakeFirstOrThrow();
      return Number(members);
    },

    memberInsert: async (member) => {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('image_member')
        .values(toMemberRow(member))
        .onConflict((conflict) => conflict.columns(['image_id', 'member_id']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows !== 0n;
    },

    memberWrite: async (member) => {
      await tx
        .updateTable('image_member')
        .set({ status: member.status, updated_at: member.updatedAt })
        .where('image_id', '=', member.imageId)
        .where('member_id', '=', member.memberId)
        .execute();
    },

    memberDelete: async (id, member) => {
      const { numDeletedRows } = await tx
        .deleteFrom('image_member')
        .where('image_id', '=', id)
        .where('member_id', '=', member)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    memberDeleteAll: async (id) => {
      await tx.deleteFrom('image_member').where('image_id', '=', id).execute();
    },

    usageAdd: async (project, delta, ceiling) => {
      await tx
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
        .onConflict((conflict) => conflict.column('project_id').doNothing())
        .execute();
      const { bytes = 0, stagedBytes = 0, reservedBytes = 0, images = 0, uploads = 0, optimized = 0 } = delta;
      let update = tx
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
      const growth = bytes + stagedBytes + reservedBytes;
      if (ceiling && growth > 0) {
        update = update.where(sql<number>`bytes + staged_bytes + reserved_bytes + ${growth}`, '<=', ceiling.bytes);
      }
      if (ceiling && images > 0) update = update.where(sql<number>`images + ${images}`, '<=', ceiling.images);
      if (ceiling && optimized > 0) {
        update = update.where(sql<number>`optimized + ${optimized}`, '<=', ceiling.optimized);
      }
      return (await update.executeTakeFirst()).numUpdatedRows > 0n;
    },

    uploadFind: async (id) => {
      const rows = tx.selectFrom('image_upload').selectAll().where('image_id', '=', id);
      const row = await rows.forUpdate().executeTakeFirst();
      return row ? toUpload(row) : null;
    },

    uploadInsert: async (upload) => {
      await tx.insertInto('image_upload').values(toUploadRow(upload)).execute();
    },

    uploadWrite: async ({ imageId, reservedBytes, leaseUntil }) => {
      // `uploadRenew` takes no lock, and may have come since the upload was read.
      const later = sql<number>`CASE WHEN lease_until > ${leaseUntil} THEN lease_until ELSE ${leaseUntil} END`;
      await tx
        .updateTable('image_upload')
        .set({ reserved_bytes: reservedBytes, lease_until: later })
        .where('image_id', '=', imageId)
        .execute();
    },

    uploadDelete: async (id) => {
      await tx.deleteFrom('image_push_part').where('image_id', '=', id).execute();
      await tx.deleteFrom('image_upload').where('image_id', '=', id).execute();
    },

    pushPartInsert: async (id, { start, length, root, newBytes }) => {
      // Nobody else adds one meanwhile: the image is locked.
      const overlap = await tx
        .selectFrom('image_push_part')
        .select('start')
        .where('image_id', '=', id)
        .where('start', '<', start + length)
        .where(sql<number>`start + length`, '>', start)
        .limit(1)
        .executeTakeFirst();
      if (overlap) return false;
      const row = { image_id: id, start, length, root, new_bytes: newBytes };
      await tx.insertInto('image_push_part').values(row).execute();
      return true;
    },

    jobEnqueue: (job) => others.enqueueJob(tx, job),

    jobEnqueueOnce: (job) => others.enqueueJobOnce(tx, job),
    leaseHolds: (lease) => others.leaseHolds(tx, lease),
    profilesUnmet: (image, disk) => others.profilesUnmet(tx, image, disk),
    reportRequest: (image) => others.reportRequest(tx, image),
    treeShare: (root) => others.shareTree(tx, root),
    checksumsFind: (root) => findChecksums(tx, root),

    limitsFind: (project) => others.limitsFind(tx, project),

    dependantsFind: (id, project, limit) => others.dependantsFind(tx, id, project, limit),
    freedFind: (id, root) => others.freedFind(tx, id, root),

    ...familyTransaction(tx),
    ...diskViewTransaction(tx),
  };
}

function hasContent(image: Image): boolean {
  return toRow(image).root !== null;
}

async function insertTags(tx: Transaction<ImageTables>, image: Image): Promise<void> {
  const rows = image.tags.map((tag) => ({ image_id: image.id, tag }));
  if (rows.length > 0) await tx.insertInto('image_tag').values(rows).execute();
}

async function insertProperties(tx: Transaction<ImageTables>, image: Image): Promise<void> {
  const rows = Object.entries(image.properties).map(([name, value]) => ({ image_id: image.id, name, value }));
  if (rows.length > 0) await tx.insertInto('image_property').values(rows).execute();
}
