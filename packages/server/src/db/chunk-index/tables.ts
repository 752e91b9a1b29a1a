import type { Damage, LeaseKind } from '@ingot/chunk-store';
import { sql, SqliteAdapter, type Generated, type Kysely } from 'kysely';
import type { Migrations } from '../migrations.ts';
import { heldTreeMigrations, type HeldTreeTable } from './held-trees-migration.ts';
import { packFiguresMigrations } from './pack-figures-migration.ts';
import { quarantineMigrations } from './quarantine-migration.ts';

export interface ChunkTable {
  /** SHA-256 of the plain bytes, 32 bytes. */
  id: Uint8Array;
  /** `store_pack.number`. */
  pack: number;
  offset: number;
  stored_length: number;
  plain_length: number;
  /** 0 plain, 1 zstd. */
  codec: number;
  /** CRC-32 of the stored bytes. */
  crc: number;
  seen: number;
  mark: number;
}

/** A row that was in `store_chunk` until its bytes were found damaged; in one of the two tables, never in both. */
interface QuarantineTable extends ChunkTable {
  damage: Damage;
  found_at: number;
}

interface PackTable {
  id: string;
  /** Stands for the id in `store_chunk`, where it is kept once or twice for every 256 KiB of content. */
  number: number;
  state: 'open' | 'sealed';
  /** The lease that may take the pack back. Null when it is everybody's. */
  lease: string | null;
  stored_bytes: number;
  /** Chunks that are served from it, their bytes as they are stored, and as they were: see `countChunks`. */
  live_chunks: Generated<number>;
  live_bytes: Generated<number>;
  plain_bytes: Generated<number>;
  /** What lies under the pages in it was seen at this epoch or later. */
  epoch: Generated<number>;
  /** zstd level that its chunks have been tried with since they came in. */
  level: Generated<number>;
  /** When it was last read, about, or written. */
  used_at: number;
}

interface LeaseTable {
  id: string;
  kind: LeaseKind;
  owner: string;
  epoch: number;
  expires_at: number;
}

interface ClockTable {
  /** There is one row, `epoch`: the last number drawn. */
  name: string;
  value: number;
}

export type ChunkIndexTables = {
  store_chunk: ChunkTable;
  store_pack: PackTable;
  store_lease: LeaseTable;
  store_clock: ClockTable;
  store_quarantine: QuarantineTable;
  store_held_tree: HeldTreeTable;
};

export const chunkIndexMigrations: Migrations = {
  ...packFiguresMigrations,
  ...quarantineMigrations,
  ...heldTreeMigrations,
  '0001-chunk-store': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await kysely.schema
        .createTable('store_clock')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'bigint', (column) => column.notNull())
        .execute();
      await sql`insert into store_clock (name, value) values ('epoch', 0)`.execute(kysely);
      await kysely.schema
        .createTable('store_lease')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('epoch', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await kysely.schema
        .createTable('store_pack')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('number', 'bigint', (column) => column.notNull().unique())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('lease', 'text')
        .addColumn('stored_bytes', 'bigint', (column) => column.notNull())
        .execute();
      await kysely.schema.createIndex('store_pack_lease').on('store_pack').column('lease').execute();
      // SQLite gives a column of the type `bytea` no affinity for text, so it keeps blobs as they are.
      const chunk = kysely.schema
        .createTable('store_chunk')
        .addColumn('id', 'bytea', (column) => column.primaryKey().notNull())
        .addColumn('pack', 'bigint', (column) => column.notNull())
        .addColumn('offset', 'bigint', (column) => column.notNull())
        .addColumn('stored_length', 'integer', (column) => column.notNull())
        .addColumn('plain_length', 'integer', (column) => column.notNull())
        .addColumn('codec', 'integer', (column) => column.notNull())
        .addColumn('crc', 'bigint', (column) => column.notNull())
        .addColumn('seen', 'bigint', (column) => column.notNull())
        .addColumn('mark', 'bigint', (column) => column.notNull());
      // SQLite would keep every id twice, in the table and in the index of its key.
      const onSqlite = kysely.getExecutor().adapter instanceof SqliteAdapter;
      await (onSqlite ? chunk.modifyEnd(sql`without rowid`) : chunk).execute();
      await kysely.schema.createIndex('store_chunk_pack').on('store_chunk').column('pack').execute();
    },
  },
};
