import type { Kysely, Selectable } from 'kysely';
import type { Database, Migrations } from '../db/index.ts';
import type { UserId } from '../kernel/ids.ts';
import type { KeyPairStore } from './key-pair-store.ts';
import type { KeyPair } from './key-pair.ts';

interface KeyPairTable {
  user_id: UserId;
  name: string;
  public_key: string;
  fingerprint: string;
  created_at: number;
}

type KeyPairTables = {
  key_pair: KeyPairTable;
};

export const keyPairMigrations: Migrations = {
  '0054-key-pairs': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('key_pair')
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('public_key', 'text', (column) => column.notNull())
        .addColumn('fingerprint', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('key_pair_key', ['user_id', 'name'])
        .execute();
    },
  },
};

export function createSqlKeyPairStore(database: Database): KeyPairStore {
  const kysely = database.tables<KeyPairTables>();
  return {
    keyPairList: async (user) => {
      const rows = kysely.selectFrom('key_pair').selectAll().where('user_id', '=', user);
      return (await rows.orderBy('name').execute()).map(toKeyPair);
    },

    keyPairFind: async (user, name) => {
      const rows = kysely.selectFrom('key_pair').selectAll().where('user_id', '=', user);
      const row = await rows.where('name', '=', name).executeTakeFirst();
      return row ? toKeyPair(row) : null;
    },

    keyPairAdd: (keyPair, most) =>
      database.transaction<KeyPairTables, 'name-taken' | 'too-many' | null>(async (tx) => {
        const owned = tx.selectFrom('key_pair').where('user_id', '=', keyPair.userId);
        if (await owned.select('name').where('name', '=', keyPair.name).executeTakeFirst()) return 'name-taken';
        const { count } = await owned.select((all) => all.fn.countAll().as('count')).executeTakeFirstOrThrow();
        if (Number(count) >= most) return 'too-many';
        await tx
          .insertInto('key_pair')
          .values({
            user_id: keyPair.userId,
            name: keyPair.name,
            public_key: keyPair.publicKey,
            fingerprint: keyPair.fingerprint,
            created_at: keyPair.createdAt,
          })
          .execute();
        return null;
      }),

    keyPairRemove: async (user, name) => {
      const rows = kysely.deleteFrom('key_pair').where('user_id', '=', user).where('name', '=', name);
      const { numDeletedRows } = await rows.executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function toKeyPair(row: Selectable<KeyPairTable>): KeyPair {
  return {
    userId: row.user_id,
    name: row.name,
    publicKey: row.public_key,
    fingerprint: row.fingerprint,
    createdAt: row.created_at,
  };
}
