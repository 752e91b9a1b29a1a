import type { Input, Snapshot } from '@ingot/client';
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

export const SNAPSHOT_STATUSES = ['creating', 'available', 'deleting', 'error'] as const;

/** What the list is narrowed to; it stands in the address. */
export interface SnapshotsSearch {
  readonly text?: string | undefined;
  /** Id of a volume. */
  readonly volume?: string | undefined;
}

export function snapshotsSearch({ text, volume }: Record<string, unknown>): SnapshotsSearch {
  return {
    text: textOf(text),
    volume: typeof volume === 'string' && volume !== '' ? volume : undefined,
  };
}

type ListQuery = NonNullable<Input<'get', '/volume/v3/{project_id}/snapshots/detail'>['query']>;
type NewSnapshot = Input<'post', '/volume/v3/{project_id}/snapshots'>['body']['snapshot'];

/** The newest first, page by page. @param project Id of the project, which stands in the addresses of this API. */
export function snapshotsQuery(project: string, { text, volume }: SnapshotsSearch = {}) {
  return infiniteQueryOptions({
    queryKey: ['snapshots', { text, volume }],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query: ListQuery = {
        limit: PAGE,
        ...(pageParam !== null && { marker: pageParam }),
        ...(text !== undefined && { text }),
        ...(volume !== undefined && { volume_id: volume }),
      };
      const path = { project_id: project };
      const answer = await client.call('get', '/volume/v3/{project_id}/snapshots/detail', { path, query, signal });
      const next = answer.snapshots_links === undefined ? null : (answer.snapshots.at(-1)?.id ?? null);
      return { snapshots: answer.snapshots, next };
    },
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** What refers to a snapshot, what keeps it from being deleted, and what a delete frees. */
export function snapshotUsesQuery(id: string) {
  return queryOptions({
    queryKey: ['snapshot', id, 'uses'],
    queryFn: ({ signal }) => client.call('get', '/api/v1/snapshots/{id}/uses', { path: { id }, signal }),
  });
}

export function useCreateSnapshot(project: string) {
  const changed = useSnapshotsChanged();
  return useMutation({
    mutationFn: (snapshot: NewSnapshot) =>
      client.call('post', '/volume/v3/{project_id}/snapshots', { path: { project_id: project }, body: { snapshot } }),
    onSuccess: changed,
  });
}

export function useDeleteSnapshot(project: string) {
  const changed = useSnapshotsChanged();
  return useMutation({
    mutationFn: (id: string) => {
      const path = { project_id: project, snapshot_id: id };
      return client.call('delete', '/volume/v3/{project_id}/snapshots/{snapshot_id}', { path });
    },
    onSuccess: changed,
  });
}

function useSnapshotsChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([['snapshots'], ['snapshot'], ['quotas']].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export type { Snapshot };
