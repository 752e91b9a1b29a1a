import type { TreeRoot } from '@ingot/chunk-store';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { NewJob } from '../jobs/index.ts';
import type { ImageId, ProjectId } from '../kernel/ids.ts';
import {
  diskRows,
  mediumRows,
  snapshotDiskRows,
  toMachineRow,
  toMachines,
  toSnapshotRow,
  toSnapshots,
} from './machine-rows.sql.ts';
import type { MachineSnapshot } from './machine-snapshot.ts';
import type { MachineTransaction } from './machine-store.ts';
import type { MachineTables } from './machine-tables.sql.ts';
import type { Machine } from './machine.ts';
import type { MachineLimits } from './machines.ts';

/** What belongs to other adapters, and has to be seen or to happen in the same transaction. */
export interface TransactionParts {
  enqueueJob(tx: Transaction<MachineTables>, job: NewJob): Promise<void>;
  /** Keeps the tree of an image, which stays as it is until the transaction ends; false when it has it no more. */
  shareImage(tx: Transaction<MachineTables>, id: ImageId, root: TreeRoot): Promise<boolean>;
  /** What a project may have; also asked outside of a transaction. */
  limitsFind(kysely: Kysely<MachineTables>, project: ProjectId): Promise<MachineLimits>;
}

/**
 * Locks are taken in this order, so that no two wait for each other: image, machine, snapshots, usage. Disks and media are
 * changed by those only who have the row of their machine.
 */
export function machineTransaction(tx: Transaction<MachineTables>, others: TransactionParts): MachineTransaction {
  return {
    machineFind: async (id) => {
      // Its id never changes, so disks and snapshots may refer to the row while it is locked.
      const row = await tx.selectFrom('machine').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
      const [machine] = await toMachines(tx, row ? [row] : []);
      return machine ?? null;
    },
    machineInsert: async (machine) => {
      await tx.insertInto('machine').values(toMachineRow(machine)).execute();
      await insertHardware(tx, machine);
    },
    machineWrite: async (machine) => {
      await tx.updateTable('machine').set(toMachineRow(machine)).where('id', '=', machine.id).execute();
      await deleteHardware(tx, machine);
      await insertHardware(tx, machine);
    },
    machineDelete: async (id) => {
      await deleteHardware(tx, { id });
      await tx.deleteFrom('machine').where('id', '=', id).execute();
    },
    diskOwner: async (id) => {
      const rows = tx.selectFrom('machine_disk').select('machine_id').where('volume_id', '=', id);
      return (await rows.executeTakeFirst())?.machine_id ?? null;
    },

    snapshotFind: async (id) => {
      const rows = tx.selectFrom('machine_snapshot').selectAll().where('id', '=', id);
      const row = await rows.forNoKeyUpdate().executeTakeFirst();
      const [snapshot] = await toSnapshots(tx, row ? [row] : []);
      return snapshot ?? null;
    },
    snapshotInsert: async (snapshot) => {
      await tx.insertInto('machine_snapshot').values(toSnapshotRow(snapshot)).execute();
      await insertSnapshotDisks(tx, snapshot);
    },
    snapshotWrite: async (snapshot) => {
      await tx.updateTable('machine_snapshot').set(toSnapshotRow(snapshot)).where('id', '=', snapshot.id).execute();
      await tx.deleteFrom('machine_snapshot_disk').where('machine_snapshot_id', '=', snapshot.id).execute();
      await insertSnapshotDisks(tx, snapshot);
    },
    snapshotDelete: async (id) => {
      await tx.deleteFrom('machine_snapshot_disk').where('machine_snapshot_id', '=', id).execute();
      await tx.deleteFrom('machine_snapshot').where('id', '=', id).execute();
    },
    snapshotsOf: async (id, limit) => {
      const rows = tx.selectFrom('machine_snapshot').select('id').where('machine_id', '=', id);
      return (await rows.orderBy('id').limit(limit).execute()).map((row) => row.id);
    },

    limitsFind: (project) => others.limitsFind(tx, project),

    usageAdd: async (project, { machines = 0, vcpus = 0, memoryMib = 0 }, ceiling) => {
      await tx
        .insertInto('machine_usage')
        .values({ project_id: project, machines: 0, vcpus: 0, memory_mib: 0 })
        .onConflict((conflict) => conflict.column('project_id').doNothing())
        .execute();
      let update = tx
        .updateTable('machine_usage')
        .set({
          machines: sql<number>`machines + ${machines}`,
          vcpus: sql<number>`vcpus + ${vcpus}`,
          memory_mib: sql<number>`memory_mib + ${memoryMib}`,
        })
        .where('project_id', '=', project);
      const counters = [
        { column: 'machines', growth: machines, most: ceiling?.machines },
        { column: 'vcpus', growth: vcpus, most: ceiling?.vcpus },
        { column: 'memory_mib', growth: memoryMib, most: ceiling?.memoryMib },
      ];
      for (const { column, growth, most = UNLIMITED } of counters) {
        if (growth > 0 && most !== UNLIMITED)
          update = update.where(sql<number>`${sql.ref(column)} + ${growth}`, '<=', most);
      }
      return (await update.executeTakeFirst()).numUpdatedRows > 0n;
    },

    jobEnqueue: (job) => others.enqueueJob(tx, job),
    imageShare: (id, root) => others.shareImage(tx, id, root),
  };
}

const UNLIMITED = -1;

async function insertHardware(tx: Transaction<MachineTables>, machine: Machine): Promise<void> {
  const [disks, media] = [diskRows(machine), mediumRows(machine)];
  if (disks.length > 0) await tx.insertInto('machine_disk').values(disks).execute();
  if (media.length > 0) await tx.insertInto('machine_medium').values(media).execute();
}

async function deleteHardware(tx: Transaction<MachineTables>, { id }: Pick<Machine, 'id'>): Promise<void> {
  await tx.deleteFrom('machine_disk').where('machine_id', '=', id).execute();
  await tx.deleteFrom('machine_medium').where('machine_id', '=', id).execute();
}

async function insertSnapshotDisks(tx: Transaction<MachineTables>, snapshot: MachineSnapshot): Promise<void> {
  const disks = snapshotDiskRows(snapshot);
  if (disks.length > 0) await tx.insertInto('machine_snapshot_disk').values(disks).execute();
}
