import { sql, type Kysely } from 'kysely';
import { hasWords, keysetAfter } from '../db/index.ts';
import type { MachineId, ProjectId } from '../kernel/ids.ts';
import type { MachinePage, MachineQuery, MachineSnapshotQuery } from './machine-query.ts';
import { toMachines, toSnapshots } from './machine-rows.sql.ts';
import type { MachineSnapshot } from './machine-snapshot.ts';
import type { MountedTree } from './machine-store.ts';
import type { MachineTables } from './machine-tables.sql.ts';
import type { Machine } from './machine.ts';

const CREATED_AT = sql<number>`item.created_at`;
const ID = sql<string>`item.id`;
const NEWEST_FIRST = 'desc';
/** Rows read at a time where all are wanted. */
const BATCH = 500;

type Rows = Kysely<MachineTables>;

export async function listMachines(
  kysely: Rows,
  owner: ProjectId | null,
  query: MachineQuery,
): Promise<MachinePage<Machine>> {
  let rows = kysely.selectFrom('machine as item').selectAll('item');
  if (owner !== null) rows = rows.where('item.owner_id', '=', owner);
  if (query.name !== undefined) rows = rows.where('item.name', '=', query.name);
  if (query.words) rows = rows.where(hasWords('item.searched', query.words));
  if (query.ids) rows = rows.where('item.id', 'in', query.ids);
  if (query.statuses) rows = rows.where('item.status', 'in', query.statuses);
  if (query.imageType !== undefined) rows = rows.where('item.image_type', '=', query.imageType);
  if (query.marker !== undefined) {
    const last = kysely.selectFrom('machine').select('created_at').where('id', '=', query.marker);
    rows = rows.where(after(query.marker, (await last.executeTakeFirst())?.created_at));
  }
  const ordered = rows.orderBy('item.created_at', NEWEST_FIRST).orderBy('item.id', NEWEST_FIRST);
  const found = await ordered.limit(query.limit + 1).execute();
  return { items: await toMachines(kysely, found.slice(0, query.limit)), more: found.length > query.limit };
}

export async function listSnapshots(kysely: Rows, query: MachineSnapshotQuery): Promise<MachinePage<MachineSnapshot>> {
  let rows = kysely.selectFrom('machine_snapshot as item').selectAll('item');
  rows = rows.where('item.machine_id', '=', query.machineId);
  if (query.marker !== undefined) {
    const last = kysely.selectFrom('machine_snapshot').select('created_at').where('id', '=', query.marker);
    rows = rows.where(after(query.marker, (await last.executeTakeFirst())?.created_at));
  }
  const ordered = rows.orderBy('item.created_at', NEWEST_FIRST).orderBy('item.id', NEWEST_FIRST);
  const found = await ordered.limit(query.limit + 1).execute();
  return { items: await toSnapshots(kysely, found.slice(0, query.limit)), more: found.length > query.limit };
}

/** Nothing when the marker has gone meanwhile. */
function after(marker: string, createdAt: number | undefined): ReturnType<typeof keysetAfter> {
  if (createdAt === undefined) return sql`1 = 0`;
  return keysetAfter([
    { expression: CREATED_AT, direction: NEWEST_FIRST, value: createdAt },
    { expression: ID, direction: NEWEST_FIRST, value: marker },
  ]);
}

/** Every tree in a drive. */
export async function* mountedTrees(kysely: Rows): AsyncGenerator<MountedTree> {
  let last: { readonly machine: MachineId; readonly place: number } | null = null;
  for (;;) {
    let rows = kysely
      .selectFrom('machine_medium as medium')
      .innerJoin('machine', 'machine.id', 'medium.machine_id')
      .select([
        'medium.root',
        'medium.size',
        'medium.place',
        'machine.id',
        'machine.owner_id as ownerId',
        'machine.name',
      ]);
    if (last) rows = rows.where(sql<boolean>`(medium.machine_id, medium.place) > (${last.machine}, ${last.place})`);
    const found = await rows.orderBy('medium.machine_id').orderBy('medium.place').limit(BATCH).execute();
    for (const { place: _, ...tree } of found) yield tree;
    const end = found.at(-1);
    if (!end || found.length < BATCH) return;
    last = { machine: end.id, place: end.place };
  }
}
