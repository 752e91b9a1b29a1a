import type { Kysely } from 'kysely';
import type { Database, Migrations } from '../db/index.ts';
import type { SealRecords } from './seal-records.ts';

interface SealTables {
  store_seal: { name: string };
}

export const sealMigrations: Migrations = {
  '0015-seals': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('store_seal')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .execute();
    },
  },
};

export function createSqlSealRecords(database: Database): SealRecords {
  const tables = database.tables<SealTables>();
  return {
    all: async () => {
      const rows = await tables.selectFrom('store_seal').select('name').execute();
      return rows.map(({ name }) => name);
    },
    add: async (name) => {
      await tables
        .insertInto('store_seal')
        .values({ name })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
    },
    remove: async (names) => {
      if (names.length > 0) await tables.deleteFrom('store_seal').where('name', 'in', names).execute();
    },
  };
}
