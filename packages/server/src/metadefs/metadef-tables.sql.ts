import { sql, type Kysely, type Selectable } from 'kysely';
import type { Migrations } from '../db/index.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { EntryKind } from './entry.ts';
import type { NamespaceOrigin, NamespaceVisibility } from './namespace.ts';

interface NamespaceTable {
  name: string;
  display_name: string | null;
  description: string | null;
  visibility: NamespaceVisibility;
  protected: 0 | 1;
  owner_id: ProjectId | null;
  origin: NamespaceOrigin;
  created_at: number;
  updated_at: number;
}

/** What a namespace holds; follows it when it is renamed and goes with it. */
interface EntryTable {
  namespace: string;
  kind: EntryKind;
  name: string;
  /** `EntryBody` as JSON. */
  body: string;
  created_at: number;
  updated_at: number;
}

interface ResourceTypeTable {
  name: string;
  created_at: number;
}

interface BuiltInTable {
  name: string;
  digest: string;
}

export interface MetadefTables {
  metadef_namespace: NamespaceTable;
  metadef_entry: EntryTable;
  metadef_resource_type: ResourceTypeTable;
  metadef_built_in: BuiltInTable;
}

export type NamespaceRow = Selectable<NamespaceTable>;
export type EntryRow = Selectable<EntryTable>;

export const metadefMigrations: Migrations = {
  '0004-metadefs': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('metadef_namespace')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('display_name', 'text')
        .addColumn('description', 'text')
        .addColumn('visibility', 'text', (column) => column.notNull())
        .addColumn('protected', 'integer', (column) => column.notNull())
        .addColumn('owner_id', 'text')
        .addColumn('origin', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema
        .createIndex('metadef_namespace_by_age')
        .on('metadef_namespace')
        .columns(['created_at', 'name'])
        .execute();
      await schema
        .createTable('metadef_entry')
        .addColumn('namespace', 'text', (column) =>
          column.notNull().references('metadef_namespace.name').onUpdate('cascade').onDelete('cascade'),
        )
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('metadef_entry_key', ['namespace', 'kind', 'name'])
        .execute();
      // Which namespaces are there for a resource type?
      await schema
        .createIndex('metadef_association')
        .on('metadef_entry')
        .columns(['name', 'namespace'])
        .where(sql.ref('kind'), '=', 'association')
        .execute();
      await schema
        .createTable('metadef_resource_type')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema
        .createTable('metadef_built_in')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('digest', 'text', (column) => column.notNull())
        .execute();
    },
  },
};
