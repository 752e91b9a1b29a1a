import { sql, type Kysely, type RawBuilder } from 'kysely';
import { hasWords, keysetAfter } from '../db/index.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { SnapshotQuery, SortKey, VolumePage, VolumeQuery } from './volume-query.ts';
import { toSnapshots, toVolumes } from './volume-rows.sql.ts';
import type { Snapshot } from './snapshot.ts';
import type { SnapshotRow, VolumeRow, VolumeTables } from './volume-tables.sql.ts';
import type { Volume } from './volume.ts';

type Kind = 'volume' | 'snapshot';

/** The column that a field is in; what is not there counts as the least that could be, so that no key is ever null. */
const COLUMNS: Record<VolumeQuery['sort'][number]['field'], RawBuilder<string | number>> = {
  id: sql`item.id`,
  name: sql`coalesce(item.name, '')`,
  status: sql`item.status`,
  size: sql`item.size_gib`,
  bootable: sql`item.bootable`,
  'created-at': sql`item.created_at`,
  'updated-at': sql`item.updated_at`,
};
type Field = keyof typeof COLUMNS;

export async function listVolumes(
  kysely: Kysely<VolumeTables>,
  owner: ProjectId | null,
  query: VolumeQuery,
): Promise<VolumePage<Volume>> {
  let rows = kysely.selectFrom('volume as item').selectAll('item');
  if (owner !== null) rows = rows.where('item.owner_id', '=', owner);
  if (query.name !== undefined) rows = rows.where('item.name', '=', query.name);
  if (query.words) rows = rows.where(hasWords('item.searched', query.words));
  if (query.statuses) rows = rows.where('item.status', 'in', query.statuses);
  if (query.ids) rows = rows.where('item.id', 'in', query.ids);
  if (query.bootable !== undefined) rows = rows.where('item.bootable', '=', query.bootable ? 1 : 0);
  for (const [name, value] of Object.entries(query.metadata ?? {})) rows = rows.where(says('volume', name, value));
  const keys = totalOrder(query.sort);
  if (query.marker !== undefined) rows = rows.where(await afterMarker(kysely, 'volume', keys, query.marker));
  for (const { field, direction } of keys) rows = rows.orderBy(COLUMNS[field], direction);
  const found: VolumeRow[] = await rows
    .limit(query.limit + 1)
    .offset(query.offset ?? 0)
    .execute();
  return { items: await toVolumes(kysely, found.slice(0, query.limit)), more: found.length > query.limit };
}

export async function listSnapshots(
  kysely: Kysely<VolumeTables>,
  owner: ProjectId | null,
  query: SnapshotQuery,
): Promise<VolumePage<Snapshot>> {
  let rows = kysely.selectFrom('volume_snapshot as item').selectAll('item');
  if (owner !== null) rows = rows.where('item.owner_id', '=', owner);
  if (query.name !== undefined) rows = rows.where('item.name', '=', query.name);
  if (query.words) rows = rows.where(hasWords('item.searched', query.words));
  if (query.statuses) rows = rows.where('item.status', 'in', query.statuses);
  if (query.ids) rows = rows.where('item.id', 'in', query.ids);
  if (query.volumeId !== undefined) rows = rows.where('item.volume_id', '=', query.volumeId);
  for (const [name, value] of Object.entries(query.metadata ?? {})) rows = rows.where(says('snapshot', name, value));
  const keys = totalOrder(query.sort);
  if (query.marker !== undefined) rows = rows.where(await afterMarker(kysely, 'snapshot', keys, query.marker));
  for (const { field, direction } of keys) rows = rows.orderBy(COLUMNS[field], direction);
  const found: SnapshotRow[] = await rows
    .limit(query.limit + 1)
    .offset(query.offset ?? 0)
    .execute();
  return { items: await toSnapshots(kysely, found.slice(0, query.limit)), more: found.length > query.limit };
}

/** The wanted order, made total by age and id as Cinder does; a field counts where it is named first. Never empty. */
function totalOrder(sort: readonly SortKey<Field>[]): SortKey<Field>[] {
  const keys: SortKey<Field>[] = [];
  const direction = sort.at(-1)?.direction ?? 'desc';
  for (const key of [...sort, { field: 'created-at', direction } as const, { field: 'id', direction } as const]) {
    if (keys.every(({ field }) => field !== key.field)) keys.push(key);
  }
  return keys;
}

/** What comes after an item in the order; nothing when that has gone meanwhile. */
async function afterMarker(
  kysely: Kysely<VolumeTables>,
  kind: Kind,
  keys: readonly SortKey<Field>[],
  marker: string,
): Promise<ReturnType<typeof keysetAfter>> {
  const values = sql.join(keys.map(({ field }, n) => sql`${COLUMNS[field]} as ${sql.ref(`key${n}`)}`));
  const { rows } = await sql<Record<string, string | number>>`
    select ${values} from ${sql.table(TABLES[kind].items)} as item where item.id = ${marker}`.execute(kysely);
  const [row] = rows;
  if (!row) return sql`1 = 0`;
  return keysetAfter(
    keys.map(({ field, direction }, n) => ({ expression: COLUMNS[field], direction, value: row[`key${n}`] ?? '' })),
  );
}

const TABLES = {
  volume: { items: 'volume', metadata: 'volume_metadata', id: 'volume_id' },
  snapshot: { items: 'volume_snapshot', metadata: 'volume_snapshot_metadata', id: 'snapshot_id' },
} as const satisfies Record<Kind, object>;

/** That its user says `name = value` of an item. */
function says(kind: Kind, name: string, value: string): RawBuilder<boolean> {
  const { metadata, id } = TABLES[kind];
  return sql`exists (
    select 1 from ${sql.table(metadata)} as said
    where said.${sql.ref(id)} = item.id and said.kind = 'user' and said.name = ${name} and said.value = ${value})`;
}
