import type { Kysely } from 'kysely';
import type { ImageId, ProjectId } from '../kernel/ids.ts';
import type { Image, ImageContent, ImageMember, ImageState, RestorableState } from './image.ts';
import { retiredAtOf } from './families/deprecation-state.ts';
import { deprecationOf, familyOf, isOptimized, releasedAtOf } from './families/image-facts.ts';
import type { ImageUpload } from './image-store.ts';
import type { ImageMemberRow, ImageRow, ImageTables, ImageUploadRow } from './image-tables.sql.ts';

/** Completes rows of images with their tags and properties: two statements however many there are. */
export async function toImages(kysely: Kysely<ImageTables>, rows: readonly ImageRow[]): Promise<Image[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const tagRows = await kysely.selectFrom('image_tag').selectAll().where('image_id', 'in', ids).execute();
  const propertyRows = await kysely.selectFrom('image_property').selectAll().where('image_id', 'in', ids).execute();
  const tags = Map.groupBy(tagRows, (row) => row.image_id);
  const properties = Map.groupBy(propertyRows, (row) => row.image_id);
  return rows.map((row) => ({
    id: row.id,
    ownerId: row.owner_id,
    name: row.name,
    visibility: row.visibility,
    protected: row.protected === 1,
    hidden: row.hidden === 1,
    diskFormat: row.disk_format,
    containerFormat: row.container_format,
    minDisk: row.min_disk,
    minRam: row.min_ram,
    tags: (tags.get(row.id) ?? []).map(({ tag }) => tag).toSorted(),
    properties: Object.fromEntries((properties.get(row.id) ?? []).map(({ name, value }) => [name, value])),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    state: stateOf(row),
  }));
}

export async function findMember(
  kysely: Kysely<ImageTables>,
  id: ImageId,
  member: ProjectId,
): Promise<ImageMember | null> {
  const row = await kysely
    .selectFrom('image_member')
    .selectAll()
    .where('image_id', '=', id)
    .where('member_id', '=', member)
    .executeTakeFirst();
  return row ? toMember(row) : null;
}

export function toRow(image: Image): Omit<ImageRow, 'revision'> {
  const state = stateColumns(image.state);
  return {
    id: image.id,
    owner_id: image.ownerId,
    name: image.name,
    visibility: image.visibility,
    protected: image.protected ? 1 : 0,
    hidden: image.hidden ? 1 : 0,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    min_disk: image.minDisk,
    min_ram: image.minRam,
    created_at: image.createdAt,
    updated_at: image.updatedAt,
    ...state,
    family: familyOf(image),
    released_at: releasedAtOf(image),
    retired_at: retiredAtOf(image),
    replacement_id: deprecationOf(image).replacementId,
    optimized: isOptimized(image) ? 1 : 0,
    sort_name: image.name ?? '',
    sort_size: state.size ?? -1,
  };
}

function stateColumns(state: ImageState) {
  const before = state.status === 'deleted' ? state.before : state;
  const content = before && 'content' in before ? before.content : null;
  const staged = before && 'staged' in before ? before.staged : null;
  return {
    status: state.status,
    failure: before?.status === 'queued' ? before.failure : null,
    task_id: state.status === 'importing' ? state.task : null,
    deleted_at: state.status === 'deleted' ? state.deletedAt : null,
    deleted_from: state.status === 'deleted' ? (state.before?.status ?? null) : null,
    root: content?.root ?? null,
    size: content?.size ?? null,
    virtual_size: content?.virtualSize ?? null,
    md5: content?.checksums?.md5 ?? null,
    sha512: content?.checksums?.sha512 ?? null,
    new_bytes: content?.newBytes ?? null,
    staged_root: staged?.root ?? null,
    staged_size: staged?.size ?? null,
    staged_virtual_size: staged?.virtualSize ?? null,
    staged_md5: staged?.checksums?.md5 ?? null,
    staged_sha512: staged?.checksums?.sha512 ?? null,
    staged_new_bytes: staged?.newBytes ?? null,
  };
}

function contentOfRow(row: ImageRow): ImageContent | null {
  const { root, size, virtual_size: virtualSize, md5, sha512, new_bytes: newBytes } = row;
  if (root === null || size === null || virtualSize === null) return null;
  const checksums = md5 === null || sha512 === null ? null : { md5, sha512 };
  return { root, size, virtualSize, checksums, newBytes };
}

function stagedOfRow(row: ImageRow): ImageContent | null {
  return contentOfRow({
    ...row,
    root: row.staged_root,
    size: row.staged_size,
    virtual_size: row.staged_virtual_size,
    md5: row.staged_md5,
    sha512: row.staged_sha512,
    new_bytes: row.staged_new_bytes,
  });
}

function stateOf(row: ImageRow): ImageState {
  switch (row.status) {
    case 'queued':
      return { status: row.status, failure: row.failure };
    case 'saving':
      return { status: row.status };
    case 'uploading':
      return { status: row.status, staged: stagedOfRow(row) };
    case 'importing':
      if (row.task_id === null) throw new Error(`image ${row.id} is importing without a task`);
      return { status: row.status, task: row.task_id, staged: stagedOfRow(row) };
    case 'active':
    case 'deactivated':
      return restorable(row, row.status);
    case 'deleted': {
      const before = row.deleted_from === null ? null : restorable(row, row.deleted_from);
      return { status: row.status, deletedAt: row.deleted_at ?? row.updated_at, before };
    }
    default:
      throw new Error(`image ${String(row['id'])} has an unknown status`);
  }
}

function restorable(row: ImageRow, status: RestorableState['status']): RestorableState {
  if (status === 'queued') return { status, failure: row.failure };
  const content = contentOfRow(row);
  if (!content) throw new Error(`image ${row.id} is ${status} without content`);
  return { status, content };
}

export function toMember(row: ImageMemberRow): ImageMember {
  return {
    imageId: row.image_id,
    memberId: row.member_id,
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function toMemberRow(member: ImageMember): ImageMemberRow {
  return {
    image_id: member.imageId,
    member_id: member.memberId,
    status: member.status,
    created_at: member.createdAt,
    updated_at: member.updatedAt,
  };
}

export function toUpload(row: ImageUploadRow): ImageUpload {
  return {
    imageId: row.image_id,
    projectId: row.project_id,
    token: row.token,
    process: row.process,
    reservedBytes: row.reserved_bytes,
    leaseUntil: row.lease_until,
  };
}

export function toUploadRow(upload: ImageUpload): ImageUploadRow {
  return {
    image_id: upload.imageId,
    project_id: upload.projectId,
    token: upload.token,
    process: upload.process,
    reserved_bytes: upload.reservedBytes,
    lease_until: upload.leaseUntil,
  };
}
