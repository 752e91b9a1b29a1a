import { openSqlite } from '../db/index.ts';
import { createIdentityStore, identityMigrations } from './identity-store.sql.ts';
import { testIdentityStore } from './testing/identity-store-suite.ts';

testIdentityStore('identities in SQLite', async () => {
  const database = openSqlite(':memory:');
  await database.migrate([identityMigrations]);
  return { store: createIdentityStore(database), close: () => database.close() };
});
