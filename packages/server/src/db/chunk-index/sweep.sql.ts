import { chunkIdFromBytes, chunkIdToBytes, type Amount, type SweepRange, type SweptRange } from '@ingot/chunk-store';
import type { ChunkTransaction } from './lease-transaction.sql.ts';
import { countChunks, lockPacks } from './pack-figures.sql.ts';
import { slices } from './values.ts';

const COUNTED = ['pack', 'stored_length', 'plain_length'] as const;
const NOTHING: Amount = { chunks: 0, bytes: 0 };

/** Forgets what is dead in a range of rows, or counts it. The range is one of served chunks. */
export async function sweep(tx: ChunkTransaction, { after, limit, plan, dryRun }: SweepRange): Promise<SweptRange> {
  const start = after === null ? Buffer.alloc(0) : chunkIdToBytes(after);
  const last = await tx
    .selectFrom('store_chunk')
    .select('id')
    .where('id', '>', start)
    .orderBy('id')
    .limit(1)
    .offset(limit - 1)
    .executeTakeFirst();
  const unmarked = (table: 'store_chunk') => {
    const rest = tx.selectFrom(table).where('id', '>', start).where('mark', '<', plan.dataMark);
    return last ? rest.where('id', '<=', last.id) : rest;
  };
  const dead = (table: 'store_chunk') => unmarked(table).where('seen', '<', plan.horizon);

  if (!dryRun) {
    const packs = await dead('store_chunk').select('pack').distinct().execute();
    for (const slice of slices(packs.map(({ pack }) => pack).toSorted((one, other) => one - other))) {
      await lockPacks(tx, (all) => all.where('number', 'in', slice));
    }
  }
  let swept = NOTHING;
  let held = NOTHING;
  for (const name of ['store_chunk', 'store_quarantine'] as const) {
    // A quarantined chunk has all the columns of one that is served.
    const table = name as 'store_chunk';
    const ids = dead(table).select('id').orderBy('id').forUpdate();
    const rows = await (
      dryRun ? dead(table).select(COUNTED) : tx.deleteFrom(table).where('id', 'in', ids).returning(COUNTED)
    ).execute();
    if (!dryRun && name === 'store_chunk') await countChunks(tx, -1, rows);
    swept = plus(swept, { chunks: rows.length, bytes: rows.reduce((sum, row) => sum + row.stored_length, 0) });
    const kept = await unmarked(table)
      .where('seen', '>=', plan.horizon)
      .select(({ fn }) => [fn.countAll<number>().as('chunks'), fn.sum<number | null>('stored_length').as('bytes')])
      .executeTakeFirstOrThrow();
    held = plus(held, { chunks: kept.chunks, bytes: kept.bytes ?? 0 });
  }
  return { swept, held, next: last ? chunkIdFromBytes(last.id) : null };
}

function plus(one: Amount, other: Amount): Amount {
  return { chunks: one.chunks + other.chunks, bytes: one.bytes + other.bytes };
}
