import type { TreeRoot } from '@ingot/chunk-store';
import type { Kysely } from 'kysely';
import { searchedText } from '../db/index.ts';
import type { ImageId, SnapshotId, VolumeId } from '../kernel/ids.ts';
import type { Snapshot, SnapshotState } from './snapshot.ts';
import type { MetadataKind, SnapshotRow, VolumeRow, VolumeTables } from './volume-tables.sql.ts';
import type { Volume, VolumeAttachment, VolumeSource, VolumeState, VolumeTree, VolumeWork } from './volume.ts';

type Metadata = Readonly<Record<string, string>>;
interface MetadataRow {
  readonly kind: MetadataKind;
  readonly name: string;
  readonly value: string;
}

/** Completes rows of volumes with their metadata: one statement however many there are. */
export async function toVolumes(kysely: Kysely<VolumeTables>, rows: readonly VolumeRow[]): Promise<Volume[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const found = await kysely.selectFrom('volume_metadata').selectAll().where('volume_id', 'in', ids).execute();
  const metadata = Map.groupBy(found, (row) => row.volume_id);
  return rows.map((row) => {
    const own = metadata.get(row.id) ?? [];
    return {
      id: row.id,
      ownerId: row.owner_id,
      userId: row.user_id,
      name: row.name,
      description: row.description,
      sizeGib: row.size_gib,
      bootable: row.bootable === 1,
      readOnly: row.read_only === 1,
      metadata: ofKind(own, 'user'),
      imageMetadata: ofKind(own, 'image'),
      source: sourceOf(row),
      base: treeOf(row.base_root, row.base_size),
      host: row.host,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      state: volumeStateOf(row),
    };
  });
}

export function toVolumeRow(volume: Volume): VolumeRow {
  const { state, source } = volume;
  const attachment = 'attachment' in state ? state.attachment : null;
  return {
    id: volume.id,
    owner_id: volume.ownerId,
    user_id: volume.userId,
    name: volume.name,
    description: volume.description,
    searched: searchedText(volume.name, volume.description),
    size_gib: volume.sizeGib,
    bootable: volume.bootable ? 1 : 0,
    read_only: volume.readOnly ? 1 : 0,
    source_kind: source.kind,
    source_id: sourceId(source),
    base_root: volume.base?.root ?? null,
    base_size: volume.base?.size ?? null,
    host: volume.host,
    created_at: volume.createdAt,
    updated_at: volume.updatedAt,
    status: state.status,
    task_id: 'task' in state ? state.task : null,
    deadline: 'deadline' in state ? state.deadline : null,
    image_id: state.status === 'uploading' ? state.imageId : null,
    to_gib: state.status === 'extending' ? state.toGib : null,
    failure: 'failure' in state ? state.failure : null,
    attachment_id: attachment?.id ?? null,
    attachment_machine: attachment?.machineId ?? null,
    attachment_host: attachment?.hostName ?? null,
    attachment_device: attachment?.device ?? null,
    attachment_mode: attachment?.mode ?? null,
    attachment_at: attachment?.attachedAt ?? null,
  };
}

/** Completes rows of snapshots with their metadata: one statement however many there are. */
export async function toSnapshots(kysely: Kysely<VolumeTables>, rows: readonly SnapshotRow[]): Promise<Snapshot[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const table = kysely.selectFrom('volume_snapshot_metadata').selectAll();
  const metadata = Map.groupBy(await table.where('snapshot_id', 'in', ids).execute(), (row) => row.snapshot_id);
  return rows.map((row) => {
    const own = metadata.get(row.id) ?? [];
    return {
      id: row.id,
      ownerId: row.owner_id,
      userId: row.user_id,
      volumeId: row.volume_id,
      sizeGib: row.size_gib,
      name: row.name,
      description: row.description,
      metadata: ofKind(own, 'user'),
      bootable: row.bootable === 1,
      imageMetadata: ofKind(own, 'image'),
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      state: snapshotStateOf(row),
    };
  });
}

export function toSnapshotRow(snapshot: Snapshot): SnapshotRow {
  const { state } = snapshot;
  const tree = state.status === 'available' ? state.tree : null;
  return {
    id: snapshot.id,
    owner_id: snapshot.ownerId,
    user_id: snapshot.userId,
    volume_id: snapshot.volumeId,
    size_gib: snapshot.sizeGib,
    name: snapshot.name,
    description: snapshot.description,
    searched: searchedText(snapshot.name, snapshot.description),
    bootable: snapshot.bootable ? 1 : 0,
    created_at: snapshot.createdAt,
    updated_at: snapshot.updatedAt,
    status: state.status,
    task_id: 'task' in state ? state.task : null,
    deadline: 'deadline' in state ? state.deadline : null,
    root: tree?.root ?? null,
    root_size: tree?.size ?? null,
    failure: 'failure' in state ? state.failure : null,
  };
}

/** Rows of both kinds of metadata, to be completed with the id of what they are said of. */
export function metadataRows({ metadata, imageMetadata }: Pick<Volume, 'metadata' | 'imageMetadata'>): MetadataRow[] {
  return [...rowsOfKind('user', metadata), ...rowsOfKind('image', imageMetadata)];
}

function rowsOfKind(kind: MetadataKind, values: Metadata): MetadataRow[] {
  return Object.entries(values).map(([name, value]) => ({ kind, name, value }));
}

function ofKind(rows: readonly MetadataRow[], kind: MetadataKind): Metadata {
  return Object.fromEntries(rows.filter((row) => row.kind === kind).map(({ name, value }) => [name, value]));
}

function sourceId(source: VolumeSource): ImageId | SnapshotId | VolumeId | null {
  switch (source.kind) {
    case 'blank':
      return null;
    case 'image':
      return source.imageId;
    case 'snapshot':
      return source.snapshotId;
    case 'volume':
      return source.volumeId;
  }
}

/** The id is of the kind that was written with it. */
function sourceOf({ id, source_kind: kind, source_id: source }: VolumeRow): VolumeSource {
  if (kind === 'blank') return { kind };
  if (source === null) throw inconsistent(`volume ${id}`);
  switch (kind) {
    case 'image':
      return { kind, imageId: source as ImageId };
    case 'snapshot':
      return { kind, snapshotId: source as SnapshotId };
    case 'volume':
      return { kind, volumeId: source as VolumeId };
  }
}

function treeOf(root: TreeRoot | null, size: number | null): VolumeTree | null {
  return root === null || size === null ? null : { root, size };
}

function volumeStateOf(row: VolumeRow): VolumeState {
  const { status } = row;
  switch (status) {
    case 'available':
    case 'maintenance':
      return { status };
    case 'creating':
    case 'downloading':
    case 'deleting':
      return { status, ...workOf(row) };
    case 'uploading':
      return { status, imageId: given(row, row.image_id), ...workOf(row) };
    case 'extending':
      return { status, toGib: given(row, row.to_gib), ...workOf(row) };
    case 'attaching':
      return { status, deadline: given(row, row.deadline) };
    case 'in-use':
      return { status, attachment: attachmentOf(row) };
    case 'detaching':
      return { status, attachment: attachmentOf(row), deadline: given(row, row.deadline) };
    case 'error':
    case 'error_extending':
    case 'error_deleting':
      return { status, failure: given(row, row.failure) };
  }
}

function snapshotStateOf(row: SnapshotRow): SnapshotState {
  const { status } = row;
  switch (status) {
    case 'creating':
      return { status, ...workOf(row) };
    case 'available':
      return { status, tree: given(row, treeOf(row.root, row.root_size)) };
    case 'error':
      return { status, failure: given(row, row.failure) };
  }
}

function workOf(row: VolumeRow | SnapshotRow): VolumeWork {
  return { task: given(row, row.task_id), deadline: given(row, row.deadline) };
}

function attachmentOf(row: VolumeRow): VolumeAttachment {
  return {
    id: given(row, row.attachment_id),
    machineId: row.attachment_machine,
    hostName: row.attachment_host,
    device: given(row, row.attachment_device),
    mode: given(row, row.attachment_mode),
    attachedAt: given(row, row.attachment_at),
  };
}

/** What the status of a row promises. */
function given<Value>({ id }: { readonly id: string }, value: Value | null): Value {
  if (value === null) throw inconsistent(`row ${id}`);
  return value;
}

function inconsistent(what: string): Error {
  return new Error(`${what} lacks what its status says that it has`);
}
