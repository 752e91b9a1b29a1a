import { sql, type Kysely } from 'kysely';
import type { ProjectId } from '../kernel/ids.ts';
import type { VolumeTables } from './volume-tables.sql.ts';
import { SUMMARY_PAIRS, type VolumeSummary } from './volumes.ts';

/** @param owner null for the volumes of every project. */
export async function summarizeVolumes(kysely: Kysely<VolumeTables>, owner: ProjectId | null): Promise<VolumeSummary> {
  let volumes = kysely.selectFrom('volume');
  if (owner !== null) volumes = volumes.where('owner_id', '=', owner);
  const totals = await volumes
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      // PostgreSQL's sum of bigint is a numeric, which would come as text.
      sql<number>`cast(coalesce(sum(size_gib), 0) as bigint)`.as('size'),
    ])
    .executeTakeFirstOrThrow();
  let said = kysely
    .selectFrom('volume_metadata as said')
    .innerJoin('volume', 'volume.id', 'said.volume_id')
    .where('said.kind', '=', 'user');
  if (owner !== null) said = said.where('volume.owner_id', '=', owner);
  const pairs = await said
    .select(['said.name', 'said.value'])
    .distinct()
    .orderBy('said.name')
    .orderBy('said.value')
    .limit(SUMMARY_PAIRS)
    .execute();
  const metadata = new Map<string, string[]>();
  for (const { name, value } of pairs) metadata.set(name, [...(metadata.get(name) ?? []), value]);
  return {
    count: totals.count,
    sizeGib: totals.size,
    metadata: Object.fromEntries(metadata),
  };
}
