import type { Lease, TreeRoot } from '@ingot/chunk-store';
import { sql, type Kysely, type Transaction } from 'kysely';
import { prepared, type Places } from '../db/index.ts';
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
import { insertImageRows, updateImageRows } from './image-writes.sql.ts';
import type { UnmetProfile } from './publication/unmet-profile.ts';
import { writeWords } from './search/image-words.sql.ts';
import { TransactionImages } from './transaction-images.ts';
import { addUsage } from './usage-writes.sql.ts';
import { diskViewTransaction } from './views/disk-views.sql.ts';

/** What belongs to other adapters, and has to be seen or to happen in the same transaction. */
export interface TransactionParts {
  enqueueJob(tx: Transaction<ImageTables>, job: NewJob): Promise<void>;
  /** The same, unless one of that kind and subject waits or runs. */
  enqueueJobOnce(tx: Transaction<ImageTables>, job: NewJob): Promise<void>;
  /** See `ImageTransaction.jobCancel`. */
  cancelJob(tx: Transaction<ImageTables>, ...job: Parameters<ImageTransaction['jobCancel']>): Promise<void>;
  /** See `ImageTransaction.fillingCancel`. */
  cancelFilling(
    tx: Transaction<ImageTables>,
    ...filling: Parameters<ImageTransaction['fillingCancel']>
  ): ReturnType<ImageTransaction['fillingCancel']>;
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

// The id of an image never changes, so others may refer to its row while it is locked.
const lockRow = prepared((kysely: Kysely<ImageTables>, { id }: Places<{ id: ImageId }>) =>
  kysely.selectFrom('image').selectAll().where('id', '=', id).forNoKeyUpdate(),
);
const lockRevision = prepared((kysely: Kysely<ImageTables>, { id }: Places<{ id: ImageId }>) =>
  kysely.selectFrom('image').select('revision').where('id', '=', id).forNoKeyUpdate(),
);

/**
 * Locks are taken in this order, so that no two wait for each other: image, upload, disk view, family, usage, job, volume. Tags, properties,
 * members, the upload and what has come of it are changed by those only who have its row.
 *
 * @param images as far as this process remembers them
 */
export function imageTransaction(
  tx: Transaction<ImageTables>,
  others: TransactionParts,
  images = new TransactionImages(),
): ImageTransaction {
  return {
    imageFind: async (id) => {
      if (images.mayKnow(id)) {
        const { rows } = await lockRevision(tx, { id });
        const known = rows[0] && images.find(id, rows[0].revision);
        if (known) return known;
      }
      const [row] = (await lockRow(tx, { id })).rows;
      if (!row) return null;
      images.find(id, row.revision);
      const [image] = await toImages(tx, [row]);
      return image ?? null;
    },

    imageInsert: async (image) => {
      if (!(await insertImageRows(tx, image))) return false;
      await writeWords(tx, image, null);
      if (hasContent(image)) await noteChange(tx, image.id);
      images.inserted(image);
      return true;
    },

    imageWrite: async (image, before) => {
      await updateImageRows(tx, image, before);
      await writeWords(tx, image, before);
      if (hasContent(image) || hasContent(before)) await noteChange(tx, image.id);
      images.wrote(image);
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

    usageAdd: (project, delta, ceiling) => addUsage(tx, project, delta, ceiling),

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
    jobCancel: (...job) => others.cancelJob(tx, ...job),
    fillingCancel: (...filling) => others.cancelFilling(tx, ...filling),
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
