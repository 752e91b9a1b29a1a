import type { PackId } from '@ingot/chunk-store';
import type { Kysely } from 'kysely';
import type { Database, Migrations } from '../../db/index.ts';
import type { LabelStore } from './label-store.ts';

interface LabelTables {
  label: { pack: PackId; subject: string };
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
  '0037-labels': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema.alterTable('image_label').renameTo('label').execute();
      await schema.alterTable('label').renameColumn('image_id', 'subject').execute();
    },
  },
};

export function createSqlLabelStore(database: Database): LabelStore {
  const kysely = database.tables<LabelTables>();
  return {
    labelAdd: async (pack, subject) => {
      const insert = kysely.insertInto('label').values({ pack, subject });
      await insert.onConflict((conflict) => conflict.column('pack').doNothing()).execute();
    },

    labelForget: async (pack) => {
      await kysely.deleteFrom('label').where('pack', '=', pack).execute();
    },

    labelsOf: async (subject) => {
      const rows = await kysely.selectFrom('label').select('pack').where('subject', '=', subject).execute();
      return rows.map(({ pack }) => pack);
    },

    labelList: async ({ after, limit }) => {
      let query = kysely.selectFrom('label').selectAll();
      if (after !== null) query = query.where('pack', '>', after);
      return query.orderBy('pack').limit(limit).execute();
    },
  };
}
