import { sql, type Kysely } from 'kysely';
import { keysetAfter, type KeysetKey } from '../db/index.ts';
import type { Entry, EntryBody, EntryKind } from './entry.ts';
import type { EntryQuery, NamespaceQuery } from './metadef-query.ts';
import type { MetadefReader, NamespaceScope } from './metadef-store.ts';
import type { EntryRow, MetadefTables, NamespaceRow } from './metadef-tables.sql.ts';
import type { Namespace } from './namespace.ts';

const COLUMNS = { name: 'name', 'created-at': 'created_at', 'updated-at': 'updated_at' } as const;

/** The reads, on the database or within one of its transactions. */
export function metadefReader(kysely: Kysely<MetadefTables>): MetadefReader {
  const entry = (namespace: string, kind: EntryKind, name: string) =>
    kysely
      .selectFrom('metadef_entry')
      .selectAll()
      .where('namespace', '=', namespace)
      .where('kind', '=', kind)
      .where('name', '=', name)
      .executeTakeFirst();

  return {
    namespaceFind: async (name) => {
      const row = await namespaceRow(kysely, name);
      return row ? toNamespace(row) : null;
    },

    namespaceList: async (scope, query) => {
      const rows = await namespaceRows(kysely, scope, query);
      return { items: rows.slice(0, query.limit).map(toNamespace), more: rows.length > query.limit };
    },

    entryFind: async (namespace, kind, name) => {
      const row = await entry(namespace, kind, name);
      return row ? toEntry<typeof kind>(row) : null;
    },

    entryList: async (namespace, kind, query) => {
      const rows = await entryRows(kysely, namespace, kind, query);
      return {
        items: rows.slice(0, query.limit).map((row) => toEntry<typeof kind>(row)),
        more: rows.length > query.limit,
      };
    },

    associationsOf: async (namespaces) => {
      const found = new Map<string, Entry<'association'>[]>();
      if (namespaces.length === 0) return found;
      const rows = kysely
        .selectFrom('metadef_entry')
        .selectAll()
        .where('kind', '=', 'association')
        .where('namespace', 'in', namespaces)
        .orderBy('name');
      for (const row of await rows.execute()) {
        const associations = found.get(row.namespace) ?? [];
        associations.push(toEntry<'association'>(row));
        found.set(row.namespace, associations);
      }
      return found;
    },

    entryCount: async (namespace, kind) => {
      const { count } = await kysely
        .selectFrom('metadef_entry')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('namespace', '=', namespace)
        .where('kind', '=', kind)
        .executeTakeFirstOrThrow();
      return count;
    },

    resourceTypeList: async () => {
      const rows = await kysely.selectFrom('metadef_resource_type').selectAll().orderBy('name').execute();
      return rows.map((row) => ({ name: row.name, createdAt: row.created_at }));
    },
  };
}

function namespaceRow(kysely: Kysely<MetadefTables>, name: string): Promise<NamespaceRow | undefined> {
  return kysely.selectFrom('metadef_namespace').selectAll().where('name', '=', name).executeTakeFirst();
}

/** The rows of a page and one more if there is one. */
async function namespaceRows(
  kysely: Kysely<MetadefTables>,
  scope: NamespaceScope,
  { visibility, resourceTypes, sort, marker, limit }: NamespaceQuery,
): Promise<NamespaceRow[]> {
  let rows = kysely.selectFrom('metadef_namespace').selectAll();
  if (scope.kind === 'project') {
    const { project } = scope;
    rows = rows.where((e) =>
      e.or([e('visibility', '=', 'public'), ...(project === null ? [] : [e('owner_id', '=', project)])]),
    );
  }
  if (visibility !== undefined) rows = rows.where('visibility', '=', visibility);
  if (resourceTypes !== undefined) {
    const named = kysely
      .selectFrom('metadef_entry')
      .select('namespace')
      .where('kind', '=', 'association')
      .where('name', 'in', [...resourceTypes]);
    rows = rows.where('name', 'in', named);
  }
  const column = COLUMNS[sort.field];
  if (marker !== undefined) {
    const last = await namespaceRow(kysely, marker);
    if (!last) return [];
    rows = rows.where(keysetAfter(keysOf(sort, last)));
  }
  return rows
    .orderBy(column, sort.direction)
    .orderBy('name', sort.direction)
    .limit(limit + 1)
    .execute();
}

async function entryRows(
  kysely: Kysely<MetadefTables>,
  namespace: string,
  kind: EntryKind,
  { sort, marker, limit }: EntryQuery,
): Promise<EntryRow[]> {
  const all = kysely
    .selectFrom('metadef_entry')
    .selectAll()
    .where('namespace', '=', namespace)
    .where('kind', '=', kind);
  let rows = all;
  const column = COLUMNS[sort.field];
  if (marker !== undefined) {
    const last = await all.where('name', '=', marker).executeTakeFirst();
    if (!last) return [];
    rows = rows.where(keysetAfter(keysOf(sort, last)));
  }
  return rows
    .orderBy(column, sort.direction)
    .orderBy('name', sort.direction)
    .limit(limit + 1)
    .execute();
}

/** The order of a list, with its place behind `last`; names make it total. */
function keysOf({ field, direction }: EntryQuery['sort'], last: NamespaceRow | EntryRow): KeysetKey[] {
  const columns = field === 'name' ? (['name'] as const) : ([COLUMNS[field], 'name'] as const);
  return columns.map((column) => ({ expression: sql.ref(column), direction, value: last[column] }));
}

function toNamespace(row: NamespaceRow): Namespace {
  return {
    name: row.name,
    displayName: row.display_name,
    description: row.description,
    visibility: row.visibility,
    protected: row.protected === 1,
    ownerId: row.owner_id,
    origin: row.origin,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toEntry<Kind extends EntryKind>(row: EntryRow): Entry<Kind> {
  return {
    name: row.name,
    // Written by `entryInsert` and `entryWrite` from a body of the kind that the row was asked by.
    body: JSON.parse(row.body) as EntryBody<Kind>,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
