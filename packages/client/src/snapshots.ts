import type { ApiClient } from './api-client.ts';
import type { Answer, Input } from './operation.ts';

/** A snapshot as the Block Storage API shows it to whoever asks for it. Its `size` is that of its volume, in GiB. */
export type Snapshot = Answer<'get', '/volume/v3/{project_id}/snapshots/{snapshot_id}'>['snapshot'];

type ListQuery = NonNullable<Input<'get', '/volume/v3/{project_id}/snapshots/detail'>['query']>;
export type SnapshotFilters = Pick<ListQuery, 'name' | 'status' | 'volume_id'>;

const PAGE = 200;

/** @param project Id of the project of the token: addresses of this API name it. */
export async function snapshotGet(client: ApiClient, project: string, id: string): Promise<Snapshot> {
  const path = { project_id: project, snapshot_id: id };
  return (await client.call('get', '/volume/v3/{project_id}/snapshots/{snapshot_id}', { path })).snapshot;
}

/** The snapshots of the project that fit, asked for page by page as they are taken; the newest first. */
export async function* snapshotList(
  client: ApiClient,
  project: string,
  filters: SnapshotFilters,
): AsyncIterable<Snapshot> {
  const path = { project_id: project };
  let marker: string | undefined;
  do {
    const query = { ...filters, limit: PAGE, ...(marker !== undefined && { marker }) };
    const page = await client.call('get', '/volume/v3/{project_id}/snapshots/detail', { path, query });
    yield* page.snapshots;
    marker = page.snapshots_links === undefined ? undefined : page.snapshots.at(-1)?.id;
  } while (marker !== undefined);
}
