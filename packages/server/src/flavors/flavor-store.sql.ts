import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Database, Migrations } from '../db/index.ts';
import type { FlavorId, ProjectId } from '../kernel/ids.ts';
import type { CustomFlavor, FlavorStore } from './flavor-store.ts';
import type { Architecture, DesktopType } from './flavor.ts';

interface FlavorTable {
  id: FlavorId;
  /** Empty: everybody's. Not null, so that names are unlike there as well. */
  project_id: ProjectId | '';
  name: string;
  description: string | null;
  /** JSON of `DesktopType[]`. */
  desktop_types: string;
  model: string | null;
  architecture: Architecture;
  vcpus: number;
  memory_mib: number;
  system_disk_gib: number;
  data_disk_gib: number;
}

type FlavorTables = {
  flavor: FlavorTable;
};

export const flavorMigrations: Migrations = {
  '0040-flavors': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('flavor')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('project_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('description', 'text')
        .addColumn('desktop_types', 'text', (column) => column.notNull())
        .addColumn('model', 'text')
        .addColumn('architecture', 'text', (column) => column.notNull())
        .addColumn('vcpus', 'integer', (column) => column.notNull())
        .addColumn('memory_mib', 'bigint', (column) => column.notNull())
        .addColumn('system_disk_gib', 'bigint', (column) => column.notNull())
        .addColumn('data_disk_gib', 'bigint', (column) => column.notNull())
        .addUniqueConstraint('flavor_name', ['project_id', 'name'])
        .execute();
    },
  },
};

export function createSqlFlavorStore(database: Database): FlavorStore {
  const kysely = database.tables<FlavorTables>();
  return {
    flavorList: async (project) => {
      const owners: (ProjectId | '')[] = project === null ? [''] : ['', project];
      const rows = kysely.selectFrom('flavor').selectAll().where('project_id', 'in', owners);
      return (await rows.orderBy('name').orderBy('id').execute()).map(toFlavor);
    },

    flavorFind: async (id) => {
      const row = await kysely.selectFrom('flavor').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toFlavor(row) : null;
    },

    flavorAdd: (flavor, most) =>
      database.transaction<FlavorTables, 'name-taken' | 'too-many' | null>(async (tx) => {
        const row = toRow(flavor);
        if (await isTaken(tx, row)) return 'name-taken';
        const owned = tx.selectFrom('flavor').where('project_id', '=', row.project_id);
        const { count } = await owned.select((all) => all.fn.countAll().as('count')).executeTakeFirstOrThrow();
        if (Number(count) >= most) return 'too-many';
        await tx.insertInto('flavor').values(row).execute();
        return null;
      }),

    flavorRevise: (id, revise) =>
      database.transaction<FlavorTables, CustomFlavor | 'name-taken' | null>(async (tx) => {
        const before = await tx.selectFrom('flavor').selectAll().where('id', '=', id).executeTakeFirst();
        if (!before) return null;
        const flavor = revise(toFlavor(before));
        const row = toRow(flavor);
        if (await isTaken(tx, row)) return 'name-taken';
        await tx.updateTable('flavor').set(row).where('id', '=', id).execute();
        return flavor;
      }),

    flavorRemove: async (id) => {
      await kysely.deleteFrom('flavor').where('id', '=', id).execute();
    },
  };
}

/** Whether another one of the same owner has the name. */
async function isTaken(tx: Transaction<FlavorTables>, row: Selectable<FlavorTable>): Promise<boolean> {
  const others = tx
    .selectFrom('flavor')
    .select('id')
    .where('project_id', '=', row.project_id)
    .where('id', '!=', row.id);
  return (await others.where('name', '=', row.name).executeTakeFirst()) !== undefined;
}

function toRow(flavor: CustomFlavor): Selectable<FlavorTable> {
  return {
    id: flavor.id,
    project_id: flavor.projectId ?? '',
    name: flavor.name,
    description: flavor.description,
    desktop_types: JSON.stringify(flavor.desktopTypes),
    model: flavor.model,
    architecture: flavor.architecture,
    vcpus: flavor.vcpus,
    memory_mib: flavor.memoryMib,
    system_disk_gib: flavor.systemDiskGib,
    data_disk_gib: flavor.dataDiskGib,
  };
}

function toFlavor(row: Selectable<FlavorTable>): CustomFlavor {
  return {
    id: row.id,
    name: row.name,
    projectId: row.project_id === '' ? null : row.project_id,
    builtIn: false,
    description: row.description,
    // Written by `toRow`, and by nobody else.
    desktopTypes: JSON.parse(row.desktop_types) as DesktopType[],
    model: row.model,
    architecture: row.architecture,
    vcpus: row.vcpus,
    memoryMib: row.memory_mib,
    systemDiskGib: row.system_disk_gib,
    dataDiskGib: row.data_disk_gib,
  };
}
