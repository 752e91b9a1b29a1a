import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqlite } from '../db/index.ts';
import { createSqlImageStore, imageMigrations } from './image-store.sql.ts';
import { testImageStore } from './testing/image-store-suite.ts';

testImageStore('on SQLite', async (context) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-image-store-'));
  context.after(() => rm(directory, { recursive: true }));
  const database = openSqlite(path.join(directory, 'images.sqlite'));
  context.after(() => database.close());
  await database.migrate([imageMigrations]);
  return createSqlImageStore(database, () => Promise.reject(new Error('no jobs here')));
});
