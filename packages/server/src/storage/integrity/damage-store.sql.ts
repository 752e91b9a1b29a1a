import type { FindingKind, PackId } from '@ingot/chunk-store';
import type { Kysely } from 'kysely';
import type { Database, Migrations } from '../../db/index.ts';
import type { ImageContentPlace } from '../../images/index.ts';
import type { ImageId, ProjectId } from '../../kernel/ids.ts';
import type { OwnedDiskPlace } from '../collection/live-disks.ts';
import type { DamageStore } from './damage-store.ts';

interface FindingTable {
  pack: PackId;
  kind: FindingKind;
  count: number;
  detail: string;
  seen_at: number;
}

interface DamagedImageTable {
  image_id: ImageId;
  place: ImageContentPlace;
  owner_id: ProjectId;
  name: string | null;
  chunks: number;
  pages: number;
  checked_at: number;
}

interface DamagedDiskTable {
  kind: OwnedDiskPlace;
  id: string;
  owner_id: ProjectId;
  name: string | null;
  chunks: number;
  pages: number;
  checked_at: number;
}

interface DamageTables {
  store_damaged_disk: DamagedDiskTable;
  store_finding: FindingTable;
  store_damaged_image: DamagedImageTable;
}

export const damageMigrations: Migrations = {
  '0014-store-damage': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('store_finding')
        .addColumn('pack', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('count', 'integer', (column) => column.notNull())
        .addColumn('detail', 'text', (column) => column.notNull())
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('store_finding_key', ['pack', 'kind'])
        .execute();
      await schema
        .createTable('store_damaged_image')
        .addColumn('image_id', 'text', (column) => column.notNull())
        .addColumn('place', 'text', (column) => column.notNull())
        .addColumn('owner_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text')
        .addColumn('chunks', 'bigint', (column) => column.notNull())
        .addColumn('pages', 'bigint', (column) => column.notNull())
        .addColumn('checked_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('store_damaged_image_key', ['image_id', 'place'])
        .execute();
    },
  },
  '0031-damaged-disks': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('store_damaged_disk')
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('owner_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text')
        .addColumn('chunks', 'bigint', (column) => column.notNull())
        .addColumn('pages', 'bigint', (column) => column.notNull())
        .addColumn('checked_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('store_damaged_disk_key', ['kind', 'id'])
        .execute();
    },
  },
};

export function createSqlDamageStore(database: Database): DamageStore {
  const kysely = database.tables<DamageTables>();
  return {
    findingsReplace: async (pack, findings, now) => {
      // Mostly there is nothing, and then nothing is written and nothing synced.
      const known = kysely.selectFrom('store_finding').select('pack').where('pack', '=', pack);
      if (findings.length === 0 && !(await known.executeTakeFirst())) return;
      await database.transaction<DamageTables, void>(async (tx) => {
        await tx.deleteFrom('store_finding').where('pack', '=', pack).execute();
        const rows = findings.map((finding) => ({ ...finding, seen_at: now }));
        if (rows.length > 0) await tx.insertInto('store_finding').values(rows).execute();
      });
    },

    findingsForget: async (seenBefore) => {
      await kysely.deleteFrom('store_finding').where('seen_at', '<', seenBefore).execute();
    },

    findingList: async ({ after, limit }) => {
      let query = kysely.selectFrom('store_finding').selectAll();
      if (after) {
        query = query.where((e) =>
          e.or([e('pack', '>', after.pack), e.and([e('pack', '=', after.pack), e('kind', '>', after.kind)])]),
        );
      }
      const rows = await query.orderBy('pack').orderBy('kind').limit(limit).execute();
      return rows.map(({ seen_at: seenAt, ...finding }) => ({ ...finding, seenAt }));
    },

    imagePut: async (image) => {
      const { imageId: image_id, ownerId: owner_id, checkedAt: checked_at, ...rest } = image;
      const row = { image_id, owner_id, checked_at, ...rest };
      const insert = kysely.insertInto('store_damaged_image').values(row);
      await insert.onConflict((conflict) => conflict.columns(['image_id', 'place']).doUpdateSet(row)).execute();
    },

    imagesForget: async (checkedBefore) => {
      await kysely.deleteFrom('store_damaged_image').where('checked_at', '<', checkedBefore).execute();
    },

    imageList: async ({ after, limit }) => {
      let query = kysely.selectFrom('store_damaged_image').selectAll();
      if (after) {
        query = query.where((e) =>
          e.or([
            e('image_id', '>', after.imageId),
            e.and([e('image_id', '=', after.imageId), e('place', '>', after.place)]),
          ]),
        );
      }
      const rows = await query.orderBy('image_id').orderBy('place').limit(limit).execute();
      return rows.map(({ image_id: imageId, owner_id: ownerId, checked_at: checkedAt, ...rest }) => ({
        imageId,
        ownerId,
        checkedAt,
        ...rest,
      }));
    },

    diskPut: async ({ ownerId: owner_id, checkedAt: checked_at, ...rest }) => {
      const row = { owner_id, checked_at, ...rest };
      const insert = kysely.insertInto('store_damaged_disk').values(row);
      await insert.onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row)).execute();
    },

    disksForget: async (checkedBefore) => {
      await kysely.deleteFrom('store_damaged_disk').where('checked_at', '<', checkedBefore).execute();
    },

    diskList: async ({ after, limit }) => {
      let query = kysely.selectFrom('store_damaged_disk').selectAll();
      if (after) {
        query = query.where((e) =>
          e.or([e('kind', '>', after.kind), e.and([e('kind', '=', after.kind), e('id', '>', after.id)])]),
        );
      }
      const rows = await query.orderBy('kind').orderBy('id').limit(limit).execute();
      return rows.map(({ owner_id: ownerId, checked_at: checkedAt, ...rest }) => ({ ownerId, checkedAt, ...rest }));
    },

    count: async () => {
      const { findings } = await kysely
        .selectFrom('store_finding')
        .select(({ fn }) => fn.countAll<number>().as('findings'))
        .executeTakeFirstOrThrow();
      const { images } = await kysely
        .selectFrom('store_damaged_image')
        .select(({ fn }) => fn.countAll<number>().as('images'))
        .executeTakeFirstOrThrow();
      const { disks } = await kysely
        .selectFrom('store_damaged_disk')
        .select(({ fn }) => fn.countAll<number>().as('disks'))
        .executeTakeFirstOrThrow();
      return { findings, images, disks };
    },
  };
}
