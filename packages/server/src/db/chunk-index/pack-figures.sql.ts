import { sql, type SelectQueryBuilder } from 'kysely';
import type { ChunkTransaction } from './lease-transaction.sql.ts';
import type { ChunkIndexTables } from './tables.ts';
import { slices } from './values.ts';

/** What a chunk counts for in the figures of its pack. */
export interface CountedChunk {
  readonly pack: number;
  readonly stored_length: number;
  readonly plain_length: number;
}

type Packs = SelectQueryBuilder<ChunkIndexTables, 'store_pack', { number: number }>;

/** Locks packs whose figures are going to change, before any of their chunks: see the order in `chunkTransaction`. */
export async function lockPacks(tx: ChunkTransaction, which: (packs: Packs) => Packs): Promise<void> {
  await which(tx.selectFrom('store_pack').select('number')).orderBy('number').forUpdate().execute();
}

interface Figures {
  chunks: number;
  bytes: number;
  plain: number;
}

/**
 * Adds chunks that are served from now on (`sign` 1), or are no longer (-1), to the figures of their packs: within the
 * transaction that changes their rows, so that the figures are never off by more than a lost disk.
 */
export async function countChunks(tx: ChunkTransaction, sign: 1 | -1, chunks: readonly CountedChunk[]): Promise<void> {
  const packs = new Map<number, Figures>();
  for (const { pack, stored_length: stored, plain_length: plain } of chunks) {
    const figures = packs.get(pack) ?? { chunks: 0, bytes: 0, plain: 0 };
    figures.chunks += sign;
    figures.bytes += sign * stored;
    figures.plain += sign * plain;
    packs.set(pack, figures);
  }
  for (const slice of slices([...packs].toSorted(([one], [other]) => one - other))) {
    const changes = slice.map(([pack, figures]) => {
      const numbers = [pack, figures.chunks, figures.bytes, figures.plain];
      // PostgreSQL cannot tell the type of a parameter in a list of values.
      return sql`(${sql.join(numbers.map((number) => sql`cast(${number} as bigint)`))})`;
    });
    await sql`
      with change(pack, chunks, bytes, plain) as (values ${sql.join(changes)})
      update store_pack set
        live_chunks = live_chunks + change.chunks,
        live_bytes = live_bytes + change.bytes,
        plain_bytes = plain_bytes + change.plain
      from change where store_pack.number = change.pack`.execute(tx);
  }
}
