import { volumeGet, type Input, type NewVolume, type Volume } from '@ingot/client';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { textOf } from '../kit/address.ts';

const PAGE = 100;

/** The states of a volume, by the words of the Block Storage API. */
export const VOLUME_STATUSES = [
  'creating',
  'downloading',
  'available',
  'attaching',
  'in-use',
  'detaching',
  'uploading',
  'extending',
  'maintenance',
  'deleting',
  'error',
  'error_extending',
  'error_deleting',
] as const;

/** What the list is narrowed to; it stands in the address. */
export interface VolumesSearch {
  readonly text?: string | undefined;
  readonly status?: (typeof VOLUME_STATUSES)[number] | undefined;
  readonly bootable?: boolean | undefined;
}

export function volumesSearch({ text, status, bootable }: Record<string, unknown>): VolumesSearch {
  return {
    text: textOf(text),
    status: VOLUME_STATUSES.find((known) => known === status),
    bootable: typeof bootable === 'boolean' ? bootable : undefined,
  };
}

type ListQuery = NonNullable<Input<'get', '/volume/v3/{project_id}/volumes/detail'>['query']>;

/** The newest first, page by page. @param project Id of the project, which stands in the addresses of this API. */
export function volumesQuery(project: string, { text, status, bootable }: VolumesSearch = {}) {
  return infiniteQueryOptions({
    queryKey: ['volumes', { text, status, bootable }],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query: ListQuery = {
        limit: PAGE,
        ...(pageParam !== null && { marker: pageParam }),
        ...(text !== undefined && { text }),
        ...(status && { status }),
        ...(bootable !== undefined && { bootable }),
      };
      const path = { project_id: project };
      const answer = await client.call('get', '/volume/v3/{project_id}/volumes/detail', { path, query, signal });
      const next = answer.volumes_links === undefined ? null : (answer.volumes.at(-1)?.id ?? null);
      return { volumes: answer.volumes, next };
    },
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

export function volumeQuery(project: string, id: string) {
  return queryOptions({ queryKey: ['volume', id], queryFn: () => volumeGet(client, project, id) });
}

/** What refers to a volume, what keeps it from being deleted, and what a delete frees. */
export function volumeUsesQuery(id: string) {
  return queryOptions({
    // Whatever is made of it changes this, and is told under other topics.
    queryKey: ['volume', id, 'uses'],
    queryFn: ({ signal }) => client.call('get', '/api/v1/volumes/{id}/uses', { path: { id }, signal }),
  });
}

export function useCreateVolume(project: string) {
  const changed = useVolumesChanged();
  return useMutation({
    mutationFn: (volume: NewVolume) =>
      client.call('post', '/volume/v3/{project_id}/volumes', { path: { project_id: project }, body: { volume } }),
    onSuccess: changed,
  });
}

interface VolumeChanges {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}

export function useChangeVolume(project: string) {
  const changed = useVolumesChanged();
  return useMutation({
    mutationFn: ({ id, ...volume }: VolumeChanges) =>
      client.call('put', '/volume/v3/{project_id}/volumes/{volume_id}', {
        path: volumePath(project, id),
        body: { volume },
      }),
    onSuccess: changed,
  });
}

export function useDeleteVolume(project: string) {
  const changed = useVolumesChanged();
  return useMutation({
    mutationFn: (id: string) =>
      client.call('delete', '/volume/v3/{project_id}/volumes/{volume_id}', { path: volumePath(project, id) }),
    onSuccess: changed,
  });
}

/** What is done to a volume by the one address that this API has for it. */
export type VolumeAct =
  | { readonly 'os-extend': { readonly new_size: number } }
  | { readonly 'os-set_bootable': { readonly bootable: boolean } };

export function useActOnVolume(project: string) {
  const changed = useVolumesChanged();
  return useMutation({
    mutationFn: ({ id, act }: { readonly id: string; readonly act: VolumeAct }) =>
      client.call('post', '/volume/v3/{project_id}/volumes/{volume_id}/action', {
        path: volumePath(project, id),
        body: { ...act },
      }),
    onSuccess: changed,
  });
}

function volumePath(project: string, id: string) {
  return { project_id: project, volume_id: id };
}

function useVolumesChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([['volumes'], ['volume'], ['quotas']].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export type { Volume };
