import type { Insertable, Selectable } from 'kysely';
import type { MachineId } from '../kernel/ids.ts';
import type { Artefact, DesktopImage } from './desktop-image.ts';
import { placeText, type ImagePool } from './pools/image-pool.ts';
import type { Publication, PublicationCheck, PublicationSource, PublicationState } from './publication.ts';
import type { PublishingTables } from './publishing-tables.sql.ts';

type Row<Table extends keyof PublishingTables> = Selectable<PublishingTables[Table]>;
type NewRow<Table extends keyof PublishingTables> = Insertable<PublishingTables[Table]>;

/** Rows and what they say. A row that says nothing that there is was not written by us. */

export function poolRow({ id, name, description, place, createdAt, updatedAt }: ImagePool): NewRow<'image_pool'> {
  const isDirectory = place.kind === 'directory';
  return {
    id,
    name,
    description,
    kind: place.kind,
    path: isDirectory ? place.path : null,
    bucket: isDirectory ? null : place.bucket,
    prefix: isDirectory ? null : place.prefix,
    place: placeText(place),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

export function poolOf(row: Row<'image_pool'>): ImagePool {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    place:
      row.kind === 'directory'
        ? { kind: 'directory', path: row.path ?? '' }
        : { kind: 's3', bucket: row.bucket ?? '', prefix: row.prefix ?? '' },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function desktopImageRow(image: DesktopImage): NewRow<'desktop_image'> {
  const { configuration, state } = image;
  return {
    image_id: image.id,
    owner_id: image.ownerId,
    image_type: image.imageType,
    os_type: image.osType,
    file_type: image.fileType,
    pool_id: image.poolId,
    dedicated: configuration.kind === 'dedicated' ? 1 : 0,
    flavor: configuration.kind === 'dedicated' ? configuration.flavor : null,
    parent_id: image.parentId,
    source_name: image.sourceName,
    status: state.status,
    publication_id: state.status === 'publishing' ? state.publication : null,
    created_at: image.createdAt,
    updated_at: image.updatedAt,
  };
}

export function desktopImageOf(row: Row<'desktop_image'>): DesktopImage {
  return {
    id: row.image_id,
    ownerId: row.owner_id,
    imageType: row.image_type,
    osType: row.os_type,
    fileType: row.file_type,
    poolId: row.pool_id,
    configuration: row.dedicated === 1 ? { kind: 'dedicated', flavor: row.flavor } : { kind: 'general' },
    parentId: row.parent_id,
    sourceName: row.source_name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    state: desktopImageState(row),
  };
}

function desktopImageState({ status, publication_id: publication }: Row<'desktop_image'>): DesktopImage['state'] {
  if (status === 'publishing' && publication !== null) return { status, publication };
  return { status: status === 'deleting' ? 'deleting' : 'active' };
}

export function artefactRow({ imageId, poolId, fileType, createdAt, state }: Artefact): NewRow<'image_artefact'> {
  const isReady = state.status === 'ready';
  return {
    image_id: imageId,
    pool_id: poolId,
    file_type: fileType,
    status: state.status,
    publication_id: isReady ? null : state.publication,
    size: isReady ? state.size : null,
    sha256: isReady ? state.sha256 : null,
    created_at: createdAt,
  };
}

export function artefactOf(row: Row<'image_artefact'>): Artefact {
  const { size, sha256, publication_id: publication } = row;
  const named = { imageId: row.image_id, poolId: row.pool_id, fileType: row.file_type, createdAt: row.created_at };
  if (size !== null && sha256 !== null) return { ...named, state: { status: 'ready', size, sha256 } };
  if (publication !== null) return { ...named, state: { status: 'writing', publication } };
  throw new Error(`the file of image ${row.image_id} in pool ${row.pool_id} is in no state`);
}

export function publicationRow(publication: Publication): NewRow<'publication'> {
  const { source } = publication;
  return {
    id: publication.id,
    task_id: publication.task,
    kind: source.kind,
    machine_id: 'machineId' in source ? source.machineId : null,
    snapshot_name: source.kind === 'clone' ? source.snapshot : null,
    image_id: publication.imageId,
    pool_id: publication.poolId,
    owner_id: publication.ownerId,
    user_id: publication.userId,
    checks: JSON.stringify(publication.checks),
    warning: publication.warning,
    ...stateColumns(publication.state),
    created_at: publication.createdAt,
    updated_at: publication.updatedAt,
  };
}

function stateColumns(state: PublicationState) {
  const none = { step: null, done: 0, total: null, cancelled: 0, failure: null, finished_at: null } as const;
  const { status } = state;
  switch (status) {
    case 'running': {
      const { step, done, total, cancelWanted } = state;
      return { ...none, status, step, done, total, cancelled: cancelWanted ? (1 as const) : (0 as const) };
    }
    case 'finishing':
      return { ...none, status };
    case 'undoing':
      return { ...none, status, failure: state.failure, cancelled: state.cancelled ? (1 as const) : (0 as const) };
    case 'failed':
      return { ...none, status, failure: state.failure, finished_at: state.finishedAt };
    case 'done':
    case 'cancelled':
      return { ...none, status, finished_at: state.finishedAt };
  }
}

export function publicationOf(row: Row<'publication'>): Publication {
  return {
    id: row.id,
    task: row.task_id,
    source: sourceOf(row),
    imageId: row.image_id,
    poolId: row.pool_id,
    ownerId: row.owner_id,
    userId: row.user_id,
    checks: JSON.parse(row.checks) as readonly PublicationCheck[],
    warning: row.warning,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    state: publicationState(row),
  };
}

function sourceOf(row: Row<'publication'>): PublicationSource {
  switch (row.kind) {
    case 'clone':
      return { kind: 'clone', machineId: machineOf(row), snapshot: row.snapshot_name };
    case 'convert':
      return { kind: 'convert', machineId: machineOf(row) };
    case 'import':
    case 'deploy':
      return { kind: row.kind };
  }
}

function machineOf({ id, machine_id: machine }: Row<'publication'>): MachineId {
  if (machine === null) throw new Error(`publication ${id} has no machine`);
  return machine;
}

function publicationState(row: Row<'publication'>): PublicationState {
  const finishedAt = row.finished_at ?? row.updated_at;
  switch (row.status) {
    case 'running': {
      const { step, done, total, cancelled } = row;
      return { status: 'running', step: step ?? 'waiting', done, total, cancelWanted: cancelled === 1 };
    }
    case 'finishing':
      return { status: row.status };
    case 'undoing':
      return { status: 'undoing', cancelled: row.cancelled === 1, failure: row.failure ?? '' };
    case 'failed':
      return { status: 'failed', finishedAt, failure: row.failure ?? '' };
    case 'done':
    case 'cancelled':
      return { status: row.status, finishedAt };
  }
}
