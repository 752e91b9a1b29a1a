import type { Kysely } from 'kysely';
import type { Migrations } from '../migrations.ts';

/** A row outlives its lease until the next collection begins: see `chunk-index.ts` of the chunk store. */
export interface HeldTreeTable {
  /** Id of the root page, 32 bytes. */
  root: Uint8Array;
  lease: string;
  /** Epoch since which all that the tree reaches was seen. */
  born: number;
}

export const heldTreeMigrations: Migrations = {
  '0018-held-trees': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('store_held_tree')
        .addColumn('root', 'bytea', (column) => column.notNull())
        .addColumn('lease', 'text', (column) => column.notNull())
        .addColumn('born', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('store_held_tree_key', ['root', 'lease'])
        .execute();
      await schema.createIndex('store_held_tree_lease').on('store_held_tree').column('lease').execute();
    },
  },
};
