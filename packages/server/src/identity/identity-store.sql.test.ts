import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { createIdentityStore, identityMigrations } from './identity-store.sql.ts';
import { testIdentityStore } from './testing/identity-store-suite.ts';

for (const engine of ENGINES) {
  testIdentityStore(`identities in ${engine}`, async () => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [identityMigrations] });
    return { store: createIdentityStore(database), close: remove };
  });
}
