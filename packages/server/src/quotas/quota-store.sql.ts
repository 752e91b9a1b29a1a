import type { Kysely } from 'kysely';
import { prepared, type Database, type Migrations, type Places } from '../db/index.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { QuotaStore } from './quota-store.ts';
import { QUOTA_RESOURCES, type QuotaOverrides } from './quota.ts';

interface ProjectQuotaTable {
  project_id: ProjectId;
  /** A `QuotaResource`, or one of a newer version. */
  resource: string;
  amount: number;
}

export type QuotaTables = {
  project_quota: ProjectQuotaTable;
};

export const quotaMigrations: Migrations = {
  '0018-quotas': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('project_quota')
        .addColumn('project_id', 'text', (column) => column.notNull())
        .addColumn('resource', 'text', (column) => column.notNull())
        .addColumn('amount', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('project_quota_key', ['project_id', 'resource'])
        .execute();
    },
  },
};

const findQuotas = prepared((kysely: Kysely<QuotaTables>, { project }: Places<{ project: ProjectId }>) =>
  kysely.selectFrom('project_quota').select(['resource', 'amount']).where('project_id', '=', project),
);

/** What is set for a project; within a transaction, as that one sees it. */
export async function quotaOverrides(kysely: Kysely<QuotaTables>, project: ProjectId): Promise<QuotaOverrides> {
  const { rows } = await findQuotas(kysely, { project });
  const amounts = new Map(rows.map(({ resource, amount }) => [resource, amount]));
  return Object.fromEntries(
    QUOTA_RESOURCES.flatMap((resource) => {
      const amount = amounts.get(resource);
      return amount === undefined ? [] : [[resource, amount]];
    }),
  );
}

export function createSqlQuotaStore(database: Database): QuotaStore {
  return {
    quotaFind: (project) => quotaOverrides(database.tables<QuotaTables>(), project),

    quotaWrite: (project, changes) =>
      database.transaction<QuotaTables, void>(async (tx) => {
        for (const resource of QUOTA_RESOURCES) {
          const amount = changes[resource];
          if (amount === undefined) continue;
          if (amount === null) {
            const row = tx.deleteFrom('project_quota').where('project_id', '=', project);
            await row.where('resource', '=', resource).execute();
          } else {
            const insert = tx.insertInto('project_quota').values({ project_id: project, resource, amount });
            await insert
              .onConflict((conflict) => conflict.columns(['project_id', 'resource']).doUpdateSet({ amount }))
              .execute();
          }
        }
      }, 'read committed'),
  };
}
