import { sql, type Kysely, type Transaction } from 'kysely';
import { keysetAfter, type Database } from '../db/index.ts';
import type { NewJob } from '../jobs/index.ts';
import { IngotError } from '../kernel/errors.ts';
import { placeText, type ImagePool } from './pools/image-pool.ts';
import {
  artefactOf,
  artefactRow,
  desktopImageOf,
  desktopImageRow,
  poolOf,
  poolRow,
  publicationOf,
  publicationRow,
} from './publishing-rows.sql.ts';
import type { PublishingFinder, PublishingStore, PublishingTransaction } from './publishing-store.ts';
import type { PublishingTables } from './publishing-tables.sql.ts';

export { publishingMigrations } from './publishing-tables.sql.ts';

/** What other adapters of this database do within a transaction of publishing. */
export interface PublishingTransactionParts {
  readonly enqueueJob: (tx: Transaction<PublishingTables>, job: NewJob) => Promise<void>;
  /** See `PublishingTransaction.jobCancelWaiting`. */
  readonly cancelWaitingJob: (
    tx: Transaction<PublishingTables>,
    ...job: Parameters<PublishingTransaction['jobCancelWaiting']>
  ) => Promise<boolean>;
}

export function createSqlPublishingStore(database: Database, others: PublishingTransactionParts): PublishingStore {
  const kysely = database.tables<PublishingTables>();
  return {
    ...finder(kysely),
    transaction: <Result>(work: (tx: PublishingTransaction) => Promise<Result>) =>
      database.transaction<PublishingTables, Result>((tx) => work(transaction(tx, others))),

    poolList: async ({ after, limit }) => {
      const rows = kysely.selectFrom('image_pool').selectAll().orderBy('name').limit(limit);
      return (await (after === null ? rows : rows.where('name', '>', after)).execute()).map(poolOf);
    },

    poolUsage: async (id) => {
      const { artefacts, bytes } = await kysely
        .selectFrom('image_artefact')
        .select(({ fn }) => [fn.countAll().as('artefacts'), fn.sum<number | string | null>('size').as('bytes')])
        .where('pool_id', '=', id)
        .executeTakeFirstOrThrow();
      return { artefacts: Number(artefacts), bytes: Number(bytes ?? 0) };
    },

    desktopImageList: async ({ owner, pool, parent, after, limit }) => {
      let rows = kysely.selectFrom('desktop_image').selectAll();
      if (owner !== null) rows = rows.where('owner_id', '=', owner);
      if (pool !== undefined) rows = rows.where('pool_id', '=', pool);
      if (parent !== undefined) rows = rows.where('parent_id', '=', parent);
      if (after) rows = rows.where(newestAfter(sql.ref('image_id'), after));
      const page = rows.orderBy('created_at', 'desc').orderBy('image_id', 'desc').limit(limit);
      return (await page.execute()).map(desktopImageOf);
    },

    publicationList: async ({ owner, image, machine, after, limit }) => {
      let rows = kysely.selectFrom('publication').selectAll();
      if (owner !== null) rows = rows.where('owner_id', '=', owner);
      if (image !== undefined) rows = rows.where('image_id', '=', image);
      if (machine !== undefined) rows = rows.where('machine_id', '=', machine);
      if (after) rows = rows.where(newestAfter(sql.ref('id'), after));
      const page = rows.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit);
      return (await page.execute()).map(publicationOf);
    },

    publicationTell: async (id, { step, done, total }, now) => {
      const row = await kysely
        .updateTable('publication')
        .set({ step, done, total, updated_at: now })
        .where('id', '=', id)
        .where('status', '=', 'running')
        .returning(['owner_id', 'cancelled'])
        .executeTakeFirst();
      return row ? { ownerId: row.owner_id, cancelWanted: row.cancelled === 1 } : null;
    },

    publicationsOpen: async (after, limit) => {
      const rows = kysely.selectFrom('publication').selectAll().where('finished_at', 'is', null);
      const rest = after === null ? rows : rows.where('id', '>', after);
      return (await rest.orderBy('id').limit(limit).execute()).map(publicationOf);
    },

    publicationsForget: async (before, limit) => {
      const old = kysely.selectFrom('publication').select('id').where('finished_at', '<', before).limit(limit);
      const { numDeletedRows } = await kysely.deleteFrom('publication').where('id', 'in', old).executeTakeFirst();
      return Number(numDeletedRows);
    },

    desktopImagesDeleting: async (limit) => {
      const rows = kysely.selectFrom('desktop_image').selectAll().where('status', '=', 'deleting');
      return (await rows.orderBy('image_id').limit(limit).execute()).map(desktopImageOf);
    },
  };
}

function newestAfter(
  id: ReturnType<typeof sql.ref<string>>,
  last: { readonly id: string; readonly createdAt: number },
) {
  return keysetAfter([
    { expression: sql.ref<number>('created_at'), direction: 'desc', value: last.createdAt },
    { expression: id, direction: 'desc', value: last.id },
  ]);
}

function finder(on: Kysely<PublishingTables>): PublishingFinder {
  return {
    poolFind: async (id) => {
      const row = await on.selectFrom('image_pool').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? poolOf(row) : null;
    },

    desktopImageFind: async (id) => {
      const row = await on.selectFrom('desktop_image').selectAll().where('image_id', '=', id).executeTakeFirst();
      return row ? desktopImageOf(row) : null;
    },

    childrenOf: async (id, limit) => {
      const children = on.selectFrom('desktop_image').select('image_id').where('parent_id', '=', id);
      const rows = await children.where('status', '<>', 'deleting').orderBy('image_id').limit(limit).execute();
      return rows.map(({ image_id: child }) => child);
    },

    artefactsOf: async (id) => {
      const rows = on.selectFrom('image_artefact').selectAll().where('image_id', '=', id).orderBy('pool_id');
      return (await rows.execute()).map(artefactOf);
    },

    artefactsIn: async (pool, limit) => {
      const rows = on.selectFrom('image_artefact').selectAll().where('pool_id', '=', pool).orderBy('image_id');
      return (await rows.limit(limit).execute()).map(artefactOf);
    },

    publicationFind: async (id) => {
      const row = await on.selectFrom('publication').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? publicationOf(row) : null;
    },
  };
}

function transaction(tx: Transaction<PublishingTables>, others: PublishingTransactionParts): PublishingTransaction {
  return {
    ...finder(tx),

    poolInsert: async (pool) => {
      await requireFree(tx, pool);
      await tx.insertInto('image_pool').values(poolRow(pool)).execute();
    },

    poolWrite: async (pool) => {
      await requireFree(tx, pool);
      await tx.updateTable('image_pool').set(poolRow(pool)).where('id', '=', pool.id).execute();
    },

    poolDelete: async (id) => {
      await tx.deleteFrom('image_pool').where('id', '=', id).execute();
    },

    desktopImageInsert: async (image) => {
      await tx.insertInto('desktop_image').values(desktopImageRow(image)).execute();
    },

    desktopImageWrite: async (image) => {
      await tx.updateTable('desktop_image').set(desktopImageRow(image)).where('image_id', '=', image.id).execute();
    },

    desktopImageDelete: async (id) => {
      await tx.deleteFrom('desktop_image').where('image_id', '=', id).execute();
    },

    artefactInsert: async (artefact) => {
      await tx.insertInto('image_artefact').values(artefactRow(artefact)).execute();
    },

    artefactWrite: async (artefact) => {
      const { imageId, poolId } = artefact;
      const row = tx.updateTable('image_artefact').set(artefactRow(artefact)).where('image_id', '=', imageId);
      await row.where('pool_id', '=', poolId).execute();
    },

    artefactDelete: async (imageId, poolId) => {
      const row = tx.deleteFrom('image_artefact').where('image_id', '=', imageId);
      await row.where('pool_id', '=', poolId).execute();
    },

    publicationInsert: async (publication) => {
      await tx.insertInto('publication').values(publicationRow(publication)).execute();
    },

    publicationWrite: async (publication) => {
      const row = tx.updateTable('publication').set(publicationRow(publication));
      await row.where('id', '=', publication.id).execute();
    },

    jobEnqueue: (job) => others.enqueueJob(tx, job),
    jobCancelWaiting: (...job) => others.cancelWaitingJob(tx, ...job),
  };
}

/** @throws `conflict` where another pool has the name or the place. */
async function requireFree(tx: Transaction<PublishingTables>, { id, name, place }: ImagePool): Promise<void> {
  const taken = await tx
    .selectFrom('image_pool')
    .select('name')
    .where('id', '<>', id)
    .where((e) => e.or([e('name', '=', name), e('place', '=', placeText(place))]))
    .limit(1)
    .executeTakeFirst();
  if (!taken) return;
  const sentence =
    taken.name === name
      ? `There is an image pool named ${name} already.`
      : `${placeText(place)} is the place of image pool ${taken.name} already.`;
  throw new IngotError('conflict', sentence);
}
