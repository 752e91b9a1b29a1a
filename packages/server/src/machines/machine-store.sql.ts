import type { Database } from '../db/index.ts';
import { listMachines, listSnapshots, mountedTrees } from './machine-lists.sql.ts';
import { toMachines, toSnapshots } from './machine-rows.sql.ts';
import type { MachineStore, MachineTransaction } from './machine-store.ts';
import type { MachineTables } from './machine-tables.sql.ts';
import { machineTransaction, type TransactionParts } from './machine-transaction.sql.ts';

export { machineMigrations } from './machine-tables.sql.ts';

/** @param others what other adapters of this database do within a transaction of machines. */
export function createSqlMachineStore(database: Database, others: TransactionParts): MachineStore {
  const kysely = database.tables<MachineTables>();
  return {
    machineFind: async (id) => {
      const row = await kysely.selectFrom('machine').selectAll().where('id', '=', id).executeTakeFirst();
      const [machine] = await toMachines(kysely, row ? [row] : []);
      return machine ?? null;
    },
    machineList: (owner, query) => listMachines(kysely, owner, query),
    machinesOn: async (host, after, limit) => {
      let rows = kysely.selectFrom('machine').selectAll().where('host', '=', host);
      if (after !== null) rows = rows.where('id', '>', after);
      return toMachines(kysely, await rows.orderBy('id').limit(limit).execute());
    },
    machinesOverdue: async (now, limit) => {
      const rows = kysely.selectFrom('machine').selectAll().where('deadline', '<=', now);
      return toMachines(kysely, await rows.orderBy('deadline').limit(limit).execute());
    },
    snapshotFind: async (id) => {
      const row = await kysely.selectFrom('machine_snapshot').selectAll().where('id', '=', id).executeTakeFirst();
      const [snapshot] = await toSnapshots(kysely, row ? [row] : []);
      return snapshot ?? null;
    },
    snapshotList: (query) => listSnapshots(kysely, query),
    usageFind: async (project) => {
      const rows = kysely.selectFrom('machine_usage').selectAll().where('project_id', '=', project);
      const row = await rows.executeTakeFirst();
      return { machines: row?.machines ?? 0, vcpus: row?.vcpus ?? 0, memoryMib: row?.memory_mib ?? 0 };
    },
    limitsFind: (project) => others.limitsFind(kysely, project),
    media: () => mountedTrees(kysely),
    transaction: <Result>(work: (tx: MachineTransaction) => Promise<Result>) =>
      database.transaction<MachineTables, Result>((tx) => work(machineTransaction(tx, others)), 'read committed'),
  };
}
