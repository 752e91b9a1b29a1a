import type { ApiClient } from './api-client.ts';
import type { Answer, Input } from './operation.ts';

/** A volume as the Block Storage API shows it to whoever asks for it. Its `size` is in GiB. */
export type Volume = Answer<'get', '/volume/v3/{project_id}/volumes/{volume_id}'>['volume'];

export type NewVolume = Input<'post', '/volume/v3/{project_id}/volumes'>['body']['volume'];

type ListQuery = NonNullable<Input<'get', '/volume/v3/{project_id}/volumes/detail'>['query']>;
export type VolumeFilters = Pick<ListQuery, 'name' | 'status'>;

const PAGE = 200;

/** @param project Id of the project of the token: addresses of this API name it. */
export async function volumeGet(client: ApiClient, project: string, id: string): Promise<Volume> {
  const path = { project_id: project, volume_id: id };
  return (await client.call('get', '/volume/v3/{project_id}/volumes/{volume_id}', { path })).volume;
}

/** The volumes of the project that fit, asked for page by page as they are taken; the newest first. */
export async function* volumeList(client: ApiClient, project: string, filters: VolumeFilters): AsyncIterable<Volume> {
  const path = { project_id: project };
  let marker: string | undefined;
  do {
    const query = { ...filters, limit: PAGE, ...(marker !== undefined && { marker }) };
    const page = await client.call('get', '/volume/v3/{project_id}/volumes/detail', { path, query });
    yield* page.volumes;
    marker = page.volumes_links === undefined ? undefined : page.volumes.at(-1)?.id;
  } while (marker !== undefined);
}
