import type { Kysely } from 'kysely';
import type { IdentityWriter } from '../identity-store.ts';
import type { IdentityTables } from './tables.ts';

type Statements = Pick<IdentityWriter, 'tokenKeyList' | 'tokenKeyInsert'>;

export function tokenKeyStatements(db: Kysely<IdentityTables>): Statements {
  return {
    tokenKeyList: async () => {
      const rows = await db.selectFrom('identity_token_key').select('key').orderBy('created_at', 'desc').execute();
      return rows.map(({ key }) => key);
    },
    tokenKeyInsert: async (key, createdAt) => {
      await db.insertInto('identity_token_key').values({ key, created_at: createdAt }).execute();
    },
  };
}
