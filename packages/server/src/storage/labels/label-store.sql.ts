import type { PackId } from '@ingot/chunk-store';
import type { Kysely } from 'kysely';
import type { Database, Migrations } from '../../db/index.ts';
import type { ImageId } from '../../kernel/ids.ts';
import type { LabelStore } from './label-store.ts';

interface LabelTables {
  image_label: { pack: PackId; image_id: ImageId };
}

export const labelMigrations: Migrations = {
  '0014-labels': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('image_label')
        .addColumn('pack', 'text', (column) => column.primaryKey())
        .addColumn('image_id', 'text', (column) => column.notNull())
        .execute();
      await schema.createIndex('image_label_image').on('image_label').column('image_id').execute();
    },
  },
};

export function createSqlLabelStore(database: Database): LabelStore {
  const kysely = database.tables<LabelTables>();
  return {
    labelAdd: async (pack, image) => {
      const insert = kysely.insertInto('image_label').values({ pack, image_id: image });
      await insert.onConflict((conflict) => conflict.column('pack').doNothing()).execute();
    },

    labelForget: async (pack) => {
      await kysely.deleteFrom('image_label').where('pack', '=', pack).execute();
    },

    labelsOf: async (image) => {
      const rows = await kysely.selectFrom('image_label').select('pack').where('image_id', '=', image).execute();
      return rows.map(({ pack }) => pack);
    },

    labelList: async ({ after, limit }) => {
      let query = kysely.selectFrom('image_label').selectAll();
      if (after !== null) query = query.where('pack', '>', after);
      const rows = await query.orderBy('pack').limit(limit).execute();
      return rows.map(({ pack, image_id: image }) => ({ pack, image }));
    },
  };
}
