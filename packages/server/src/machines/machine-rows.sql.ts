import type { Kysely } from 'kysely';
import { searchedText } from '../db/index.ts';
import type { MachineSnapshot, MachineSnapshotState } from './machine-snapshot.ts';
import type {
  MachineDiskRow,
  MachineMediumRow,
  MachineRow,
  MachineSnapshotDiskRow,
  MachineSnapshotRow,
  MachineTables,
} from './machine-tables.sql.ts';
import type { Machine, MachineMedium, MachineRest, MachineState, MachineWork } from './machine.ts';

/** The place of the shared software among the media of a machine. */
const SHARED_SOFTWARE = -1;

/** Completes rows of machines with their hardware: two statements however many there are. */
export async function toMachines(kysely: Kysely<MachineTables>, rows: readonly MachineRow[]): Promise<Machine[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const allDisks = kysely.selectFrom('machine_disk').selectAll().where('machine_id', 'in', ids).orderBy('place');
  const disks = Map.groupBy(await allDisks.execute(), (row) => row.machine_id);
  const allMedia = kysely.selectFrom('machine_medium').selectAll().where('machine_id', 'in', ids).orderBy('place');
  const media = Map.groupBy(await allMedia.execute(), (row) => row.machine_id);
  return rows.map((row) => toMachine(row, disks.get(row.id) ?? [], media.get(row.id) ?? []));
}

function toMachine(row: MachineRow, disks: readonly MachineDiskRow[], media: readonly MachineMediumRow[]): Machine {
  const shared = media.find(({ place }) => place === SHARED_SOFTWARE);
  return {
    id: row.id,
    ownerId: row.owner_id,
    userId: row.user_id,
    name: row.name,
    description: row.description,
    flavor: {
      id: row.flavor_id,
      name: row.flavor_name,
      vcpus: row.vcpus,
      memoryMib: row.memory_mib,
      diskGib: row.disk_gib,
      model: row.model,
    },
    firmware: row.firmware,
    architecture: row.architecture,
    imageType: row.image_type,
    parentImageId: row.parent_image_id,
    osType: row.os_type,
    disks: disks.map((disk) => ({ volumeId: disk.volume_id, deleteWithMachine: disk.delete_with_machine === 1 })),
    media: media.filter(({ place }) => place !== SHARED_SOFTWARE).map(toMedium),
    sharedSoftware: shared ? toMedium(shared) : null,
    network: row.network,
    guestAgent: row.guest_agent === 1,
    requireQuiesce: row.require_quiesce === 1,
    // Nobody else writes them.
    metadata: JSON.parse(row.metadata) as Machine['metadata'],
    key: row.key_name !== null && row.key_public !== null ? { name: row.key_name, publicKey: row.key_public } : null,
    userData: row.user_data === null ? null : Buffer.from(row.user_data, 'base64'),
    configDrive: row.config_drive === 1,
    host: row.host,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    state: machineStateOf(row),
  };
}

function toMedium({ image_id: imageId, root, size }: MachineMediumRow): MachineMedium {
  return { imageId, root, size };
}

export function toMachineRow(machine: Machine): MachineRow {
  const { state, flavor } = machine;
  return {
    id: machine.id,
    owner_id: machine.ownerId,
    user_id: machine.userId,
    name: machine.name,
    description: machine.description,
    searched: searchedText(machine.name, machine.description),
    flavor_id: flavor.id,
    flavor_name: flavor.name,
    vcpus: flavor.vcpus,
    memory_mib: flavor.memoryMib,
    disk_gib: flavor.diskGib,
    model: flavor.model,
    firmware: machine.firmware,
    architecture: machine.architecture,
    image_type: machine.imageType,
    parent_image_id: machine.parentImageId,
    os_type: machine.osType,
    network: machine.network,
    guest_agent: machine.guestAgent ? 1 : 0,
    require_quiesce: machine.requireQuiesce ? 1 : 0,
    metadata: JSON.stringify(machine.metadata),
    key_name: machine.key && machine.key.name,
    key_public: machine.key && machine.key.publicKey,
    user_data: machine.userData && Buffer.from(machine.userData).toString('base64'),
    config_drive: machine.configDrive ? 1 : 0,
    host: machine.host,
    created_at: machine.createdAt,
    updated_at: machine.updatedAt,
    status: state.status,
    task_id: 'task' in state ? state.task : null,
    deadline: 'deadline' in state ? state.deadline : null,
    how: howOf(state),
    running_since: sinceOf('resume' in state ? state.resume : state),
    snapshot_id: 'snapshotId' in state ? state.snapshotId : null,
    publication_id: 'publicationId' in state ? state.publicationId : null,
    reason: 'reason' in state ? state.reason : null,
  };
}

export function diskRows({ id, disks }: Machine): MachineDiskRow[] {
  return disks.map(({ volumeId, deleteWithMachine }, place) => ({
    volume_id: volumeId,
    machine_id: id,
    place,
    delete_with_machine: deleteWithMachine ? 1 : 0,
  }));
}

export function mediumRows({ id, media, sharedSoftware }: Machine): MachineMediumRow[] {
  const rowOf = ({ imageId, root, size }: MachineMedium, place: number): MachineMediumRow => ({
    machine_id: id,
    place,
    image_id: imageId,
    root,
    size,
  });
  return [...media.map(rowOf), ...(sharedSoftware ? [rowOf(sharedSoftware, SHARED_SOFTWARE)] : [])];
}

/** Completes rows of snapshots with their disks: one statement however many there are. */
export async function toSnapshots(
  kysely: Kysely<MachineTables>,
  rows: readonly MachineSnapshotRow[],
): Promise<MachineSnapshot[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const all = kysely.selectFrom('machine_snapshot_disk').selectAll().where('machine_snapshot_id', 'in', ids);
  const disks = Map.groupBy(await all.orderBy('place').execute(), (row) => row.machine_snapshot_id);
  return rows.map((row) => ({
    id: row.id,
    machineId: row.machine_id,
    ownerId: row.owner_id,
    userId: row.user_id,
    name: row.name,
    description: row.description,
    createdAt: row.created_at,
    state: snapshotStateOf(row, disks.get(row.id) ?? []),
  }));
}

export function toSnapshotRow(snapshot: MachineSnapshot): MachineSnapshotRow {
  const { state } = snapshot;
  return {
    id: snapshot.id,
    machine_id: snapshot.machineId,
    owner_id: snapshot.ownerId,
    user_id: snapshot.userId,
    name: snapshot.name,
    description: snapshot.description,
    created_at: snapshot.createdAt,
    status: state.status,
    task_id: 'task' in state ? state.task : null,
    quiesced: 'quiesced' in state ? (state.quiesced ? 1 : 0) : null,
    reason: 'reason' in state ? state.reason : null,
  };
}

export function snapshotDiskRows({ id, state }: MachineSnapshot): MachineSnapshotDiskRow[] {
  if (state.status !== 'available') return [];
  return state.disks.map(({ volumeId, snapshotId }, place) => ({
    machine_snapshot_id: id,
    place,
    volume_id: volumeId,
    snapshot_id: snapshotId,
  }));
}

function howOf(state: MachineState): string | null {
  switch (state.status) {
    case 'stopping':
    case 'rebooting':
      return state.how;
    case 'publishing':
      return state.kind;
    case 'creating':
      return state.start ? 'start' : null;
    case 'deleting':
      return state.withDisks ? 'with-disks' : null;
    case 'starting':
    case 'stopped':
    case 'running':
    case 'snapshotting':
    case 'restoring':
    case 'error':
      return null;
  }
}

function sinceOf(state: MachineState): number | null {
  return state.status === 'running' ? state.since : null;
}

function machineStateOf(row: MachineRow): MachineState {
  const { status } = row;
  switch (status) {
    case 'creating':
      return { status, start: row.how === 'start', ...workOf(row) };
    case 'starting':
      return { status, ...workOf(row) };
    case 'stopped':
      return { status };
    case 'running':
      return { status, since: given(row, row.running_since) };
    case 'stopping':
      return { status, how: row.how === 'turn-off' ? row.how : 'shut-down', ...workOf(row) };
    case 'rebooting':
      return { status, how: row.how === 'hard' ? row.how : 'soft', ...workOf(row) };
    case 'snapshotting':
      return { status, snapshotId: given(row, row.snapshot_id), resume: restOf(row), ...workOf(row) };
    case 'restoring':
      return { status, snapshotId: given(row, row.snapshot_id), ...workOf(row) };
    case 'publishing': {
      const kind = row.how === 'convert' ? row.how : 'clone';
      return { status, publicationId: given(row, row.publication_id), kind, resume: restOf(row) };
    }
    case 'deleting':
      return { status, withDisks: row.how === 'with-disks', ...workOf(row) };
    case 'error':
      return { status, reason: given(row, row.reason) };
  }
}

function restOf({ running_since: since }: MachineRow): MachineRest {
  return since === null ? { status: 'stopped' } : { status: 'running', since };
}

function snapshotStateOf(row: MachineSnapshotRow, disks: readonly MachineSnapshotDiskRow[]): MachineSnapshotState {
  const { status } = row;
  switch (status) {
    case 'creating':
      return { status, task: given(row, row.task_id) };
    case 'available':
      return {
        status,
        disks: disks.map((disk) => ({ volumeId: disk.volume_id, snapshotId: disk.snapshot_id })),
        quiesced: given(row, row.quiesced) === 1,
      };
    case 'error':
      return { status, reason: given(row, row.reason) };
  }
}

function workOf(row: MachineRow): MachineWork {
  return { task: given(row, row.task_id), deadline: given(row, row.deadline) };
}

/** What the status of a row promises. */
function given<Value>({ id }: { readonly id: string }, value: Value | null): Value {
  if (value === null) throw new Error(`row ${id} lacks what its status says that it has`);
  return value;
}
