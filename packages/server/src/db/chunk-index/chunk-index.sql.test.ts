import assert from 'node:assert/strict';
import { it } from 'node:test';
import { chunkIdOf, newPackId } from '@ingot/chunk-store';
import { testChunkIndex } from '@ingot/chunk-store/testing';
import { sql } from 'kysely';
import { chunkIndexMigrations, type ChunkIndexTables } from './tables.ts';
import { createSqlChunkIndex } from './chunk-index.sql.ts';
import { openSqlite, type Database } from '../database.ts';

async function migrated(): Promise<Database> {
  const database = openSqlite(':memory:');
  await database.migrate([chunkIndexMigrations]);
  return database;
}

testChunkIndex('a table of SQLite', async () => {
  const database = await migrated();
  return { index: createSqlChunkIndex(database), remove: () => database.close() };
});

it('keeps ids as 32 bytes and finds the chunks of a pack by an index', async () => {
  const database = await migrated();
  const index = createSqlChunkIndex(database);
  const lease = await index.openLease({ kind: 'ingest', owner: 'me', now: 0, expiresAt: 1 });
  const pack = newPackId();
  await index.openPack(lease, pack);
  const place = { kind: 'data', codec: 'plain', offset: 16, storedLength: 1, plainLength: 1, crc: 0 } as const;
  await index.registerPack(lease, pack, 1, [{ id: chunkIdOf(Buffer.from('a')), ...place }]);

  const tables = database.tables<ChunkIndexTables>();
  const stored = await sql<{ type: string; size: number }>`
    select typeof(id) as type, length(id) as size from store_chunk`.execute(tables);
  assert.deepEqual({ ...stored.rows[0] }, { type: 'blob', size: 32 });
  const plan = await sql<{ detail: string }>`
    explain query plan delete from store_chunk where pack = 1`.execute(tables);
  assert.match(plan.rows[0]?.detail ?? '', /store_chunk_pack/);
  await database.close();
});
