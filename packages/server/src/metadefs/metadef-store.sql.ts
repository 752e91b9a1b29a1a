import type { Kysely } from 'kysely';
import type { Database } from '../db/index.ts';
import { metadefReader } from './metadef-reader.sql.ts';
import type { MetadefStore, MetadefTransaction } from './metadef-store.ts';
import type { MetadefTables, NamespaceRow } from './metadef-tables.sql.ts';
import type { Namespace } from './namespace.ts';

export { metadefMigrations } from './metadef-tables.sql.ts';

export function createSqlMetadefStore(database: Database): MetadefStore {
  return {
    ...metadefReader(database.tables<MetadefTables>()),
    transaction: <Result>(work: (tx: MetadefTransaction) => Promise<Result>) =>
      database.transaction<MetadefTables, Result>((tx) => work(metadefTransaction(tx))),
  };
}

function metadefTransaction(kysely: Kysely<MetadefTables>): MetadefTransaction {
  const reader = metadefReader(kysely);
  return {
    ...reader,

    namespaceInsert: async (namespace) => {
      const { numInsertedOrUpdatedRows } = await kysely
        .insertInto('metadef_namespace')
        .values(toRow(namespace))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    namespaceWrite: async (name, namespace) => {
      if (namespace.name !== name && (await reader.namespaceFind(namespace.name))) return false;
      await kysely.updateTable('metadef_namespace').set(toRow(namespace)).where('name', '=', name).execute();
      return true;
    },

    namespaceDelete: async (name) => {
      await kysely.deleteFrom('metadef_namespace').where('name', '=', name).execute();
    },

    entryInsert: async (namespace, kind, { name, body, createdAt, updatedAt }) => {
      const { numInsertedOrUpdatedRows } = await kysely
        .insertInto('metadef_entry')
        .values({ namespace, kind, name, body: JSON.stringify(body), created_at: createdAt, updated_at: updatedAt })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    entryWrite: async (namespace, kind, name, entry) => {
      if (entry.name !== name && (await reader.entryFind(namespace, kind, entry.name))) return false;
      await kysely
        .updateTable('metadef_entry')
        .set({ name: entry.name, body: JSON.stringify(entry.body), updated_at: entry.updatedAt })
        .where('namespace', '=', namespace)
        .where('kind', '=', kind)
        .where('name', '=', name)
        .execute();
      return true;
    },

    entryDelete: async (namespace, kind, name) => {
      await kysely
        .deleteFrom('metadef_entry')
        .where('namespace', '=', namespace)
        .where('kind', '=', kind)
        .where('name', '=', name)
        .execute();
    },

    entryDeleteAll: async (namespace, kind) => {
      await kysely.deleteFrom('metadef_entry').where('namespace', '=', namespace).where('kind', '=', kind).execute();
    },

    resourceTypeInsert: async ({ name, createdAt }) => {
      await kysely
        .insertInto('metadef_resource_type')
        .values({ name, created_at: createdAt })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    builtInFind: async (name) => {
      const row = await kysely
        .selectFrom('metadef_built_in')
        .select('digest')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.digest ?? null;
    },

    builtInWrite: async (name, digest) => {
      await kysely
        .insertInto('metadef_built_in')
        .values({ name, digest })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ digest }))
        .execute();
    },
  };
}

function toRow(namespace: Namespace): NamespaceRow {
  return {
    name: namespace.name,
    display_name: namespace.displayName,
    description: namespace.description,
    visibility: namespace.visibility,
    protected: namespace.protected ? 1 : 0,
    owner_id: namespace.ownerId,
    origin: namespace.origin,
    created_at: namespace.createdAt,
    updated_at: namespace.updatedAt,
  };
}
