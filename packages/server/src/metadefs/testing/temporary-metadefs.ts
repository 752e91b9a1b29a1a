import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqlite } from '../../db/index.ts';
import type { MetadefStore } from '../metadef-store.ts';
import { createSqlMetadefStore, metadefMigrations } from '../metadef-store.sql.ts';

/** An empty catalog in an SQLite file of its own. */
export async function temporaryMetadefStore(): Promise<{
  readonly store: MetadefStore;
  readonly close: () => Promise<void>;
}> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-metadefs-'));
  const database = openSqlite(path.join(directory, 'ingot.sqlite'));
  await database.migrate([metadefMigrations]);
  return {
    store: createSqlMetadefStore(database),
    close: async () => {
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
}
