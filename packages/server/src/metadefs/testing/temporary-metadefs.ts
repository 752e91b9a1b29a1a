import type { Engine } from '../../db/index.ts';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import type { MetadefStore } from '../metadef-store.ts';
import { createSqlMetadefStore, metadefMigrations } from '../metadef-store.sql.ts';

/** An empty catalog in a database of its own. @param engine what the tests of this process use, unless given. */
export async function temporaryMetadefStore(engine?: Engine): Promise<{
  readonly store: MetadefStore;
  readonly close: () => Promise<void>;
}> {
  const { database, remove } = await temporaryDatabase({ migrations: [metadefMigrations], ...(engine && { engine }) });
  return { store: createSqlMetadefStore(database), close: remove };
}
