import type { TreeRoot } from '@ingot/chunk-store';
import type { Kysely, Selectable } from 'kysely';
import type { Database, Migrations } from '../../db/index.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { AccountingStore } from './accounting-store.ts';
import type { FamilyAccount, HolderId, ProjectAccount, TreeAccount } from './accounts.ts';

interface TreeAccountTable {
  holder: HolderId;
  root: TreeRoot;
  logical: number;
  stored: number;
  plain: number;
  unique_own: number;
  unique_all: number;
  measured_at: number;
  tree_measured_at: number;
}

interface FamilyAccountTable {
  project_id: ProjectId;
  family: string;
  images: number;
  logical: number;
  stored: number;
  unique_own: number;
  unique_all: number;
  measured_at: number;
}

interface ProjectAccountTable {
  project_id: ProjectId;
  images: number;
  logical: number;
  trash_logical: number;
  snapshot_logical: number;
  stored: number;
  disks_stored: number;
  unique_all: number;
  measured_at: number;
}

/** The store has one row for each measurement that was finished last: one. */
interface StoreAccountTable {
  measured_at: number;
  contents: number;
  unreadable: number;
  logical: number;
  plain: number;
  stored: number;
}

interface AccountingTables {
  account_tree: TreeAccountTable;
  account_family: FamilyAccountTable;
  account_project: ProjectAccountTable;
  account_store: StoreAccountTable;
}

/** What `freedBytes` looks at. */
export type TreeAccountTables = Pick<AccountingTables, 'account_tree'>;

export const accountingMigrations: Migrations = {
  '0016-accounting': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      const numbers = (table: string, columns: readonly string[]) =>
        columns.reduce(
          (made, name) => made.addColumn(name, 'bigint', (column) => column.notNull()),
          schema.createTable(table),
        );
      await numbers('account_image', [
        'logical',
        'stored',
        'plain',
        'unique_own',
        'unique_all',
        'measured_at',
        'tree_measured_at',
      ])
        .addColumn('image_id', 'text', (column) => column.primaryKey())
        .addColumn('root', 'text', (column) => column.notNull())
        .execute();
      await schema
        .createIndex('account_image_root')
        .on('account_image')
        .columns(['root', 'tree_measured_at'])
        .execute();
      await numbers('account_family', ['images', 'logical', 'stored', 'unique_own', 'unique_all', 'measured_at'])
        .addColumn('project_id', 'text', (column) => column.notNull())
        .addColumn('family', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('account_family_key', ['project_id', 'family'])
        .execute();
      await numbers('account_project', ['images', 'logical', 'trash_logical', 'stored', 'unique_all', 'measured_at'])
        .addColumn('project_id', 'text', (column) => column.primaryKey())
        .execute();
      await numbers('account_store', ['contents', 'unreadable', 'logical', 'plain', 'stored', 'measured_at']).execute();
    },
  },
  '0037-accounts-of-disks': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema.alterTable('account_image').renameTo('account_tree').execute();
      await schema.alterTable('account_tree').renameColumn('image_id', 'holder').execute();
      for (const name of ['snapshot_logical', 'disks_stored']) {
        const added = schema.alterTable('account_project').addColumn(name, 'bigint', (c) => c.notNull().defaultTo(0));
        await added.execute();
      }
    },
  },
};

export function createSqlAccountingStore(database: Database): AccountingStore {
  const tables = database.tables<AccountingTables>();
  return {
    treeFind: async (root, measuredAfter) => {
      const row = await tables
        .selectFrom('account_tree')
        .select(['stored', 'plain', 'tree_measured_at'])
        .where('root', '=', root)
        .where('tree_measured_at', '>', measuredAfter)
        .orderBy('tree_measured_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? { stored: row.stored, plain: row.plain, measuredAt: row.tree_measured_at } : null;
    },

    treesWrite: (accounts) =>
      database.transaction<AccountingTables, void>(async (tx) => {
        const ids = accounts.map(({ holder }) => holder);
        await tx.deleteFrom('account_tree').where('holder', 'in', ids).execute();
        await tx.insertInto('account_tree').values(accounts.map(treeRow)).execute();
      }),

    familiesWrite: (accounts) =>
      database.transaction<AccountingTables, void>(async (tx) => {
        for (const { projectId, family } of accounts) {
          await tx
            .deleteFrom('account_family')
            .where('project_id', '=', projectId)
            .where('family', '=', family)
            .execute();
        }
        await tx.insertInto('account_family').values(accounts.map(familyRow)).execute();
      }),

    projectsWrite: (accounts) =>
      database.transaction<AccountingTables, void>(async (tx) => {
        const ids = accounts.map(({ projectId }) => projectId);
        await tx.deleteFrom('account_project').where('project_id', 'in', ids).execute();
        await tx.insertInto('account_project').values(accounts.map(projectRow)).execute();
      }),

    finish: (account) =>
      database.transaction<AccountingTables, void>(async (tx) => {
        const { contents, unreadable, logical, plain, stored, measuredAt } = account;
        for (const table of ['account_tree', 'account_family', 'account_project'] as const) {
          await tx.deleteFrom(table).where('measured_at', '<', measuredAt).execute();
        }
        await tx.deleteFrom('account_store').execute();
        await tx
          .insertInto('account_store')
          .values({ contents, unreadable, logical, plain, stored, measured_at: measuredAt })
          .execute();
      }),

    treeAccountFind: async (holder) => {
      const row = await tables.selectFrom('account_tree').selectAll().where('holder', '=', holder).executeTakeFirst();
      return row ? toTree(row) : null;
    },

    treeAccountsFind: async (holders) => {
      const rows = tables.selectFrom('account_tree').selectAll().where('holder', 'in', holders);
      return (await rows.execute()).map(toTree);
    },

    familyList: async (project, after, limit) => {
      let query = tables.selectFrom('account_family').selectAll().where('project_id', '=', project);
      if (after !== null) query = query.where('family', '>', after);
      return (await query.orderBy('family').limit(limit).execute()).map(toFamily);
    },

    projectFind: async (project) => {
      const query = tables.selectFrom('account_project').selectAll().where('project_id', '=', project);
      const row = await query.executeTakeFirst();
      return row ? toProject(row) : null;
    },

    storeFind: async () => {
      const row = await tables.selectFrom('account_store').selectAll().executeTakeFirst();
      if (!row) return null;
      const { measured_at: measuredAt, contents, unreadable, logical, plain, stored } = row;
      return { contents, unreadable, logical, plain, stored, measuredAt };
    },
  };
}

function treeRow(account: TreeAccount): TreeAccountTable {
  const { holder, root, logical, stored, plain, unique, measuredAt, treeMeasuredAt } = account;
  return {
    holder,
    root,
    logical,
    stored,
    plain,
    unique_own: unique.withinProject,
    unique_all: unique.acrossProjects,
    measured_at: measuredAt,
    tree_measured_at: treeMeasuredAt,
  };
}

function toTree(row: Selectable<TreeAccountTable>): TreeAccount {
  const { holder, root, logical, stored, plain } = row;
  const unique = { withinProject: row.unique_own, acrossProjects: row.unique_all };
  const times = { measuredAt: row.measured_at, treeMeasuredAt: row.tree_measured_at };
  return { holder, root, logical, stored, plain, unique, ...times };
}

function familyRow({ projectId, family, images, logical, stored, unique, measuredAt }: FamilyAccount) {
  const row = { project_id: projectId, family, images, logical, stored, measured_at: measuredAt };
  return { ...row, unique_own: unique.withinProject, unique_all: unique.acrossProjects };
}

function toFamily(row: Selectable<FamilyAccountTable>): FamilyAccount {
  const { project_id: projectId, family, images, logical, stored, measured_at: measuredAt } = row;
  const unique = { withinProject: row.unique_own, acrossProjects: row.unique_all };
  return { projectId, family, images, logical, stored, unique, measuredAt };
}

function projectRow(account: ProjectAccount): ProjectAccountTable {
  const { projectId, images, logical, trashLogical, snapshotLogical, stored, disksStored, unique, measuredAt } =
    account;
  const sizes = { logical, trash_logical: trashLogical, snapshot_logical: snapshotLogical };
  const bytes = { stored, disks_stored: disksStored, unique_all: unique };
  return { project_id: projectId, images, ...sizes, ...bytes, measured_at: measuredAt };
}

function toProject(row: Selectable<ProjectAccountTable>): ProjectAccount {
  const { project_id: projectId, images, logical, trash_logical: trashLogical, stored, unique_all: unique } = row;
  const disks = { snapshotLogical: row.snapshot_logical, disksStored: row.disks_stored };
  return { projectId, images, logical, trashLogical, ...disks, stored, unique, measuredAt: row.measured_at };
}
