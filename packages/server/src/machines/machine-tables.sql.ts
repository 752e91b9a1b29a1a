import type { TreeRoot } from '@ingot/chunk-store';
import { sql, type Kysely, type Selectable } from 'kysely';
import { addSearchedText, type Migrations } from '../db/index.ts';
import type {
  FlavorId,
  ImageId,
  JobId,
  MachineId,
  MachineSnapshotId,
  ProjectId,
  PublicationId,
  SnapshotId,
  UserId,
  VolumeId,
} from '../kernel/ids.ts';
import { addConfigDrives } from './config-drive-tables.sql.ts';
import type { MachineSnapshotStatus } from './machine-snapshot.ts';
import type { Architecture, Firmware, ImageType, MachineNetwork, MachineStatus, OsType } from './machine.ts';

interface MachineTable {
  id: MachineId;
  owner_id: ProjectId;
  user_id: UserId;
  name: string;
  description: string | null;
  /** See `searchedText`. */
  searched: string;
  flavor_id: FlavorId | null;
  flavor_name: string;
  vcpus: number;
  memory_mib: number;
  disk_gib: number;
  model: string | null;
  firmware: Firmware;
  architecture: Architecture;
  image_type: ImageType | null;
  parent_image_id: ImageId | null;
  os_type: OsType | null;
  network: MachineNetwork;
  guest_agent: 0 | 1;
  require_quiesce: 0 | 1;
  /** JSON of an object of strings. */
  metadata: string;
  key_name: string | null;
  key_public: string | null;
  /** In base64. */
  user_data: string | null;
  config_drive: 0 | 1;
  host: string;
  created_at: number;
  updated_at: number;
  status: MachineStatus;
  /** The job that the state waits for. */
  task_id: JobId | null;
  deadline: number | null;
  /** How it stops or restarts, what a publication does with it, or whether it is to be started or its disks to go. */
  how: string | null;
  /** What it is afterwards: the time since when it has been running, or null for stopped. */
  running_since: number | null;
  snapshot_id: MachineSnapshotId | null;
  publication_id: PublicationId | null;
  reason: string | null;
}

interface MachineDiskTable {
  /** One that is attached to a machine is attached to no other. */
  volume_id: VolumeId;
  machine_id: MachineId;
  /** From 0. */
  place: number;
  delete_with_machine: 0 | 1;
}

interface MachineMediumTable {
  machine_id: MachineId;
  /** From 0 for optical drives; -1 is the shared software. */
  place: number;
  image_id: ImageId;
  root: TreeRoot;
  size: number;
}

interface MachineSnapshotTable {
  id: MachineSnapshotId;
  machine_id: MachineId;
  owner_id: ProjectId;
  user_id: UserId;
  name: string;
  description: string | null;
  created_at: number;
  status: MachineSnapshotStatus;
  task_id: JobId | null;
  quiesced: 0 | 1 | null;
  reason: string | null;
}

interface MachineSnapshotDiskTable {
  machine_snapshot_id: MachineSnapshotId;
  /** From 0. */
  place: number;
  volume_id: VolumeId;
  snapshot_id: SnapshotId;
}

interface MachineUsageTable {
  project_id: ProjectId;
  machines: number;
  vcpus: number;
  memory_mib: number;
}

export interface MachineTables {
  machine: MachineTable;
  machine_disk: MachineDiskTable;
  machine_medium: MachineMediumTable;
  machine_snapshot: MachineSnapshotTable;
  machine_snapshot_disk: MachineSnapshotDiskTable;
  machine_usage: MachineUsageTable;
}

export type MachineRow = Selectable<MachineTable>;
export type MachineDiskRow = Selectable<MachineDiskTable>;
export type MachineMediumRow = Selectable<MachineMediumTable>;
export type MachineSnapshotRow = Selectable<MachineSnapshotTable>;
export type MachineSnapshotDiskRow = Selectable<MachineSnapshotDiskTable>;

export const machineMigrations: Migrations = {
  '0041-machines': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await createMachine(kysely);
      await createHardware(kysely);
      await createSnapshot(kysely);
    },
  },
  '0055-config-drives': { up: addConfigDrives },
  '0092-words-of-machines': { up: (kysely: Kysely<unknown>) => addSearchedText(kysely, 'machine') },
};

async function createMachine({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('machine')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('flavor_name', 'text', (column) => column.notNull())
    .addColumn('vcpus', 'integer', (column) => column.notNull())
    .addColumn('memory_mib', 'bigint', (column) => column.notNull())
    .addColumn('disk_gib', 'bigint', (column) => column.notNull())
    .addColumn('model', 'text')
    .addColumn('firmware', 'text', (column) => column.notNull())
    .addColumn('architecture', 'text', (column) => column.notNull())
    .addColumn('image_type', 'text')
    .addColumn('parent_image_id', 'text')
    .addColumn('os_type', 'text')
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('guest_agent', 'integer', (column) => column.notNull())
    .addColumn('require_quiesce', 'integer', (column) => column.notNull())
    .addColumn('metadata', 'text', (column) => column.notNull())
    .addColumn('key_name', 'text')
    .addColumn('user_data', 'text')
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text')
    .addColumn('deadline', 'bigint')
    .addColumn('how', 'text')
    .addColumn('running_since', 'bigint')
    .addColumn('snapshot_id', 'text')
    .addColumn('publication_id', 'text')
    .addColumn('reason', 'text')
    .execute();
  const lists = [
    { name: 'machine_by_owner', columns: ['owner_id', 'created_at', 'id'] },
    { name: 'machine_by_age', columns: ['created_at', 'id'] },
    { name: 'machine_by_host', columns: ['host', 'id'] },
  ];
  for (const { name, columns } of lists) await schema.createIndex(name).on('machine').columns(columns).execute();
  await schema
    .createIndex('machine_overdue')
    .on('machine')
    .columns(['deadline'])
    .where(sql.ref('deadline'), 'is not', null)
    .execute();
}

async function createHardware({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('machine_disk')
    .addColumn('volume_id', 'text', (column) => column.primaryKey())
    .addColumn('machine_id', 'text', (column) => column.notNull().references('machine.id'))
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('delete_with_machine', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('machine_disk_of').on('machine_disk').columns(['machine_id', 'place']).execute();
  await schema
    .createTable('machine_medium')
    .addColumn('machine_id', 'text', (column) => column.notNull().references('machine.id'))
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('image_id', 'text', (column) => column.notNull())
    .addColumn('root', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('machine_medium_key', ['machine_id', 'place'])
    .execute();
  await schema
    .createTable('machine_usage')
    .addColumn('project_id', 'text', (column) => column.primaryKey())
    .addColumn('machines', 'bigint', (column) => column.notNull())
    .addColumn('vcpus', 'bigint', (column) => column.notNull())
    .addColumn('memory_mib', 'bigint', (column) => column.notNull())
    .execute();
}

async function createSnapshot({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('machine_snapshot')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('machine_id', 'text', (column) => column.notNull().references('machine.id'))
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text')
    .addColumn('quiesced', 'integer')
    .addColumn('reason', 'text')
    .execute();
  const columns = ['machine_id', 'created_at', 'id'];
  await schema.createIndex('machine_snapshot_of').on('machine_snapshot').columns(columns).execute();
  await schema
    .createTable('machine_snapshot_disk')
    .addColumn('machine_snapshot_id', 'text', (column) => column.notNull().references('machine_snapshot.id'))
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('volume_id', 'text', (column) => column.notNull())
    .addColumn('snapshot_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('machine_snapshot_disk_key', ['machine_snapshot_id', 'place'])
    .execute();
}
