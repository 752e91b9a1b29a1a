import type { Kysely } from 'kysely';
import type { Migrations } from '../migrations.ts';

export const quarantineMigrations: Migrations = {
  '0014-quarantine': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('store_quarantine')
        .addColumn('id', 'bytea', (column) => column.primaryKey().notNull())
        .addColumn('pack', 'bigint', (column) => column.notNull())
        .addColumn('offset', 'bigint', (column) => column.notNull())
        .addColumn('stored_length', 'integer', (column) => column.notNull())
        .addColumn('plain_length', 'integer', (column) => column.notNull())
        .addColumn('codec', 'integer', (column) => column.notNull())
        .addColumn('crc', 'bigint', (column) => column.notNull())
        .addColumn('seen', 'bigint', (column) => column.notNull())
        .addColumn('mark', 'bigint', (column) => column.notNull())
        .addColumn('damage', 'text', (column) => column.notNull())
        .addColumn('found_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema.createIndex('store_quarantine_pack').on('store_quarantine').column('pack').execute();
    },
  },
};
