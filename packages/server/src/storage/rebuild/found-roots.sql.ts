import type { TreeRoot } from '@ingot/chunk-store';
import type { Kysely } from 'kysely';
import type { Database, Migrations } from '../../db/index.ts';
import type { FoundRoots } from './found-roots.ts';

interface FoundRootTables {
  store_found_root: { root: TreeRoot };
}

export const foundRootMigrations: Migrations = {
  '0014-found-roots': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('store_found_root')
        .addColumn('root', 'text', (column) => column.primaryKey())
        .execute();
    },
  },
};

/** Roots in one statement. */
const AT_A_TIME = 256;

export function createSqlFoundRoots(database: Database): FoundRoots {
  const kysely = database.tables<FoundRootTables>();
  return {
    rootsAdd: async (roots) => {
      for (let first = 0; first < roots.length; first += AT_A_TIME) {
        const rows = roots.slice(first, first + AT_A_TIME).map((root) => ({ root }));
        const insert = kysely.insertInto('store_found_root').values(rows);
        await insert.onConflict((conflict) => conflict.column('root').doNothing()).execute();
      }
    },

    rootsForget: async (roots) => {
      for (let first = 0; first < roots.length; first += AT_A_TIME) {
        const some = roots.slice(first, first + AT_A_TIME);
        await kysely.deleteFrom('store_found_root').where('root', 'in', some).execute();
      }
    },

    rootList: async ({ after, limit }) => {
      let query = kysely.selectFrom('store_found_root').select('root');
      if (after !== null) query = query.where('root', '>', after);
      return (await query.orderBy('root').limit(limit).execute()).map(({ root }) => root);
    },
  };
}
