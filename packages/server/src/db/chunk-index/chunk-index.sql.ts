import type { ChunkIndex } from '@ingot/chunk-store';
import type { Database } from '../database.ts';
import { sqlCompactionIndex } from './compaction.sql.ts';
import { sqlCollectionIndex } from './collection.sql.ts';
import { sqlIngestIndex } from './ingest.sql.ts';
import { sqlLeaseTable } from './leases.sql.ts';
import { sqlChunkLocator } from './locator.sql.ts';
import { sqlPackCatalog } from './pack-catalog.sql.ts';
import { sqlQuarantineIndex } from './quarantine.sql.ts';
import { sqlRebuildIndex } from './rebuild.sql.ts';

export { shareTree } from './held-trees.sql.ts';
export { leaseHolds } from './lease-transaction.sql.ts';
export { chunkIndexMigrations, type ChunkIndexTables } from './tables.ts';

/** The chunk index in the service's database. */
export function createSqlChunkIndex(database: Database): ChunkIndex {
  return {
    ...sqlChunkLocator(database),
    ...sqlLeaseTable(database),
    ...sqlIngestIndex(database),
    ...sqlCollectionIndex(database),
    ...sqlCompactionIndex(database),
    ...sqlQuarantineIndex(database),
    ...sqlPackCatalog(database),
    ...sqlRebuildIndex(database),
  };
}
