import { sql, type Kysely, type Selectable } from 'kysely';
import { keysetAfter, preparedRows, ROWS_AT_ONCE, type Database, type Migrations, type Places } from '../db/index.ts';
import type { ProjectId, UserId } from '../kernel/ids.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditQuery, AuditStore } from './audit-store.ts';

interface AuditTable {
  at: number;
  request_id: string;
  method: string;
  route: string;
  path: string;
  action: string | null;
  resource_type: string;
  resource_id: string | null;
  resource_name: string | null;
  status: number;
  user_id: UserId | null;
  user_name: string | null;
  project_id: ProjectId | null;
  remote_address: string;
}

type AuditTables = {
  audit_entry: AuditTable;
};

/** Every way to look at the log has an index in the order of time, or one question would read all of it. */
export const auditMigrations: Migrations = {
  '0062-audit': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('audit_entry')
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('request_id', 'text', (column) => column.notNull())
        .addColumn('method', 'text', (column) => column.notNull())
        .addColumn('route', 'text', (column) => column.notNull())
        .addColumn('path', 'text', (column) => column.notNull())
        .addColumn('action', 'text')
        .addColumn('resource_type', 'text', (column) => column.notNull())
        .addColumn('resource_id', 'text')
        .addColumn('resource_name', 'text')
        .addColumn('status', 'integer', (column) => column.notNull())
        .addColumn('user_id', 'text')
        .addColumn('user_name', 'text')
        .addColumn('project_id', 'text')
        .addColumn('remote_address', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('audit_entry_key', ['at', 'request_id'])
        .execute();
      const index = (name: string) => schema.createIndex(`audit_entry_${name}`).on('audit_entry');
      await index('project').columns(['project_id', 'at', 'request_id']).execute();
      await index('user').columns(['user_id', 'at', 'request_id']).execute();
      await index('resource').columns(['resource_id', 'at', 'request_id']).execute();
      await index('failed').columns(['at', 'request_id']).where(sql.ref('status'), '>=', sql.lit(400)).execute();
    },
  },
};

const insertEntries = preparedRows((kysely: Kysely<AuditTables>, rows: readonly Places<AuditTable>[]) =>
  kysely.insertInto('audit_entry').values(rows),
);

export function createSqlAuditStore(database: Database): AuditStore {
  const kysely = database.tables<AuditTables>();
  return {
    entriesAdd: async (entries) => {
      const rows = entries.map(toRow);
      if (rows.length <= ROWS_AT_ONCE) await insertEntries(kysely, rows);
      else await database.transaction<AuditTables, void>((tx) => insertEntries(tx, rows), 'read committed');
    },

    entriesList: async ({ limit, ...query }) => {
      const rows = await kysely
        .selectFrom('audit_entry as entry')
        .selectAll('entry')
        .select((e) =>
          e
            .selectFrom('audit_entry as earlier')
            .select('earlier.resource_name')
            .whereRef('earlier.resource_id', '=', 'entry.resource_id')
            .whereRef('earlier.at', '<=', 'entry.at')
            .where('earlier.resource_name', 'is not', null)
            .orderBy('earlier.at', 'desc')
            .limit(1)
            .as('known_name'),
        )
        .where((e) => e.and(conditions(query)))
        .orderBy('entry.at', 'desc')
        .orderBy('entry.request_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ known_name: name, ...row }) => fromRow({ ...row, resource_name: row.resource_name ?? name }));
    },

    entriesForget: async (before, limit) => {
      const oldest = kysely
        .selectFrom('audit_entry')
        .select(['at', 'request_id'])
        .where('at', '<', before)
        .orderBy('at')
        .orderBy('request_id')
        .limit(limit);
      const { numDeletedRows } = await kysely
        .deleteFrom('audit_entry')
        .where(sql<boolean>`(at, request_id) in ${oldest}`)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

const column = (name: string) => sql.ref<string | number>(`entry.${name}`);

function conditions({ projectId, userId, resourceId, failed = false, since, until, after }: AuditQuery) {
  return [
    ...(projectId === undefined ? [] : [sql<boolean>`${column('project_id')} = ${projectId}`]),
    ...(userId === undefined ? [] : [sql<boolean>`${column('user_id')} = ${userId}`]),
    ...(resourceId === undefined ? [] : [sql<boolean>`${column('resource_id')} = ${resourceId}`]),
    // As in the index, which a bound value would not be known to fit.
    ...(failed ? [sql<boolean>`${column('status')} >= 400`] : []),
    ...(since === undefined ? [] : [sql<boolean>`${column('at')} >= ${since}`]),
    ...(until === undefined ? [] : [sql<boolean>`${column('at')} < ${until}`]),
    ...(after === undefined
      ? []
      : [
          keysetAfter([
            { expression: column('at'), direction: 'desc', value: after.at },
            { expression: column('request_id'), direction: 'desc', value: after.requestId },
          ]),
        ]),
  ];
}

function toRow(entry: AuditEntry): AuditTable {
  return {
    at: entry.at,
    request_id: entry.requestId,
    method: entry.method,
    route: entry.route,
    path: entry.path,
    action: entry.action,
    resource_type: entry.resourceType,
    resource_id: entry.resourceId,
    resource_name: entry.resourceName,
    status: entry.status,
    user_id: entry.userId,
    user_name: entry.userName,
    project_id: entry.projectId,
    remote_address: entry.remoteAddress,
  };
}

function fromRow(row: Selectable<AuditTable>): AuditEntry {
  return {
    at: row.at,
    requestId: row.request_id,
    method: row.method,
    route: row.route,
    path: row.path,
    action: row.action,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    status: row.status,
    userId: row.user_id,
    userName: row.user_name,
    projectId: row.project_id,
    remoteAddress: row.remote_address,
  };
}
