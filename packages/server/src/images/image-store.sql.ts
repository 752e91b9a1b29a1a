import type { Database } from '../db/index.ts';
import type { ProjectId } from '../kernel/ids.ts';
import { familyLists, familyReader } from './families/family-reader.sql.ts';
import { familyMigrations } from './families/family-tables.sql.ts';
import { imageChangeMigrations, imageChanges } from './image-changes.sql.ts';
import { imageChecksumMigrations, imageChecksums } from './image-checksums.sql.ts';
import { imageContents } from './image-contents.sql.ts';
import { listQuery } from './image-list.sql.ts';
import { rareImages } from './image-rarity.sql.ts';
import { pushParts } from './push/push-parts.sql.ts';
import { ImageReader } from './image-reader.sql.ts';
import { findMember, toImages, toMember, toUpload } from './image-rows.sql.ts';
import { ListStatements } from './list-statements.sql.ts';
import type { ImageStore, ImageTransaction } from './image-store.ts';
import { imageMigrations as imageTableMigrations, type ImageTables } from './image-tables.sql.ts';
import { imageTransaction, type TransactionParts } from './image-transaction.sql.ts';
import { TransactionImages } from './transaction-images.ts';
import { imageWordMigrations } from './search/image-words.sql.ts';
import { versionCounts } from './search/version-counts.sql.ts';
import { diskViewMigrations } from './views/disk-view-tables.sql.ts';
import { diskViews } from './views/disk-views.sql.ts';

export { imageHolds } from './views/disk-views.sql.ts';

/** What `imageHolds` looks at. */
export type ImageRowTables = Pick<ImageTables, 'image' | 'disk_view'>;

/** Every migration of the tables of images. */
export const imageMigrations = {
  ...imageTableMigrations,
  ...imageChangeMigrations,
  ...imageChecksumMigrations,
  ...familyMigrations,
  ...diskViewMigrations,
  ...imageWordMigrations,
};

/** @param others what other adapters of this database do within a transaction of images. */
export function createSqlImageStore(database: Database, others: TransactionParts): ImageStore {
  const kysely = database.tables<ImageTables>();
  const reader = new ImageReader(kysely);
  const statements = new ListStatements();

  return {
    imageFind: (id) => reader.find(id),

    imageList: async (scope, query) => {
      const marker = query.marker
        ? await kysely.selectFrom('image').selectAll().where('id', '=', query.marker).executeTakeFirst()
        : null;
      if (marker === undefined) return { items: [], more: false };
      const among = await rareImages(kysely, query);
      const write = () => listQuery(kysely, scope, query, marker, among).compile();
      const statement = marker === null && among === null ? statements.get(scope, query, write) : write();
      const { rows } = await kysely.executeQuery(statement);
      return reader.page(rows, query.limit);
    },

    versionCounts: (scope, images, most) => versionCounts(kysely, scope, images, most),

    trashList: async (project, { after, limit }) => {
      let query = kysely
        .selectFrom('image')
        .select(['id', 'revision'])
        .where('owner_id', '=', project)
        .where('deleted_from', 'is not', null);
      if (after) {
        query = query
          .where('deleted_at', '<=', after.deletedAt)
          .where((e) => e.or([e('deleted_at', '<', after.deletedAt), e('id', '<', after.id)]));
      }
      const rows = await query
        .orderBy('deleted_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      return reader.page(rows, limit);
    },

    memberFind: (id, member) => findMember(kysely, id, member),

    memberList: async (id) => {
      const rows = kysely.selectFrom('image_member').selectAll().where('image_id', '=', id);
      return (await rows.orderBy('member_id').execute()).map(toMember);
    },

    usageFind: async (project: ProjectId) => {
      const row = await kysely
        .selectFrom('image_usage')
        .selectAll()
        .where('project_id', '=', project)
        .executeTakeFirst();
      return {
        bytes: row?.bytes ?? 0,
        stagedBytes: row?.staged_bytes ?? 0,
        reservedBytes: row?.reserved_bytes ?? 0,
        images: row?.images ?? 0,
        uploads: row?.uploads ?? 0,
        optimized: row?.optimized ?? 0,
      };
    },

    limitsFind: (project) => others.limitsFind(kysely, project),

    trashBefore: async (deletedBefore, limit) => {
      const rows = await kysely
        .selectFrom('image')
        .select('id')
        .where('deleted_from', 'is not', null)
        .where('deleted_at', '<', deletedBefore)
        .orderBy('deleted_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    uploadsBefore: async (leaseUntil, limit) => {
      const rows = kysely.selectFrom('image_upload').selectAll().where('lease_until', '<=', leaseUntil);
      return (await rows.orderBy('lease_until').limit(limit).execute()).map(toUpload);
    },

    uploadsOf: async (processName, limit) => {
      const rows = kysely.selectFrom('image_upload').selectAll().where('process', '=', processName);
      return (await rows.orderBy('image_id').limit(limit).execute()).map(toUpload);
    },

    importing: async (after, limit) => {
      let query = kysely.selectFrom('image').selectAll().where('task_id', 'is not', null);
      if (after !== null) query = query.where('id', '>', after);
      return toImages(kysely, await query.orderBy('id').limit(limit).execute());
    },

    contents: () => imageContents(kysely),
    ...pushParts(kysely),
    ...imageChanges(kysely),
    ...imageChecksums(database),
    ...familyReader(kysely, (id) => reader.find(id)),
    ...familyLists(kysely),
    ...diskViews(database),

    dependantsFind: (id, project, limit) => others.dependantsFind(kysely, id, project, limit),
    freedFind: (id, root) => others.freedFind(kysely, id, root),

    uploadRenew: async (imageId, token, leaseUntil) => {
      const { numUpdatedRows } = await kysely
        .updateTable('image_upload')
        .set({ lease_until: leaseUntil })
        .where('image_id', '=', imageId)
        .where('token', '=', token)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    transaction: async <Result>(work: (tx: ImageTransaction) => Promise<Result>) => {
      let images = new TransactionImages(reader.known);
      const result = await database.transaction<ImageTables, Result>((tx) => {
        images = new TransactionImages(reader.known);
        return work(imageTransaction(tx, others, images));
      }, 'read committed');
      images.remember();
      return result;
    },
  };
}
