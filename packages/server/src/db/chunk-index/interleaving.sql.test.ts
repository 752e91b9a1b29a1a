import assert from 'node:assert/strict';
import { it } from 'node:test';
import { MemoryPackBackend, playInterleaving } from '@ingot/chunk-store/testing';
import { ENGINES, temporaryDatabase } from '../testing/temporary-database.ts';
import { chunkIndexMigrations, createSqlChunkIndex } from './chunk-index.sql.ts';

/** How many orders are tried; the thousands are tried over an index in memory. */
const COUNT = Number(process.env['INGOT_SQL_INTERLEAVINGS'] ?? 20);

for (const engine of ENGINES) {
  it(`${COUNT} interleavings of all that happens to a store lose and keep nothing on ${engine}`, async (context) => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [chunkIndexMigrations] });
    context.after(remove);
    // Each leaves an empty store, so that one database will do for all.
    for (let seed = 1; seed <= COUNT; seed += 1) {
      const store = { index: createSqlChunkIndex(database), backend: new MemoryPackBackend() };
      await assert.doesNotReject(playInterleaving(store, seed), `seed ${seed}`);
    }
  });
}
