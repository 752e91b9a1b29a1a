import type { ChunkIndex } from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { sqlCollectionIndex } from './collection.sql.ts';
import { sqlIngestIndex } from './ingest.sql.ts';
import { sqlLeaseTable } from './leases.sql.ts';
import { sqlChunkLocator } from './locator.sql.ts';

export { chunkIndexMigrations } from './tables.ts';

/** The chunk index in the service's database. */
export function createSqlChunkIndex(database: Database): ChunkIndex {
  return {
    ...sqlChunkLocator(database),
    ...sqlLeaseTable(database),
    ...sqlIngestIndex(database),
    ...sqlCollectionIndex(database),
  };
}
