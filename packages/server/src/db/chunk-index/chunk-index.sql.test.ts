import assert from 'node:assert/strict';
import { it } from 'node:test';
import { chunkIdOf, newPackId } from '@ingot/chunk-store';
import { testChunkIndex } from '@ingot/chunk-store/testing';
import { sql } from 'kysely';
import { chunkIndexMigrations, createSqlChunkIndex, type ChunkIndexTables } from './chunk-index.sql.ts';
import { ENGINES, temporaryDatabase } from '../testing/temporary-database.ts';

for (const engine of ENGINES) {
  testChunkIndex(`a table of ${engine}`, async () => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [chunkIndexMigrations] });
    return { index: createSqlChunkIndex(database), remove };
  });
}

it('keeps ids as 32 bytes and finds the chunks of a pack by an index', async () => {
  const { database, remove } = await temporaryDatabase({ engine: 'sqlite', migrations: [chunkIndexMigrations] });
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
  await remove();
});
