import type { Answer, Input } from '@ingot/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type ImagePool = Answer<'get', '/api/v1/image-pools/{id}'>;
export type NewPool = Input<'post', '/api/v1/image-pools'>['body'];
export type Place = NewPool['place'];

const PAGE = 100;
/** Milliseconds for which what a check found is shown without looking again. */
const CHECK_LASTS = 60_000;

/** By name, page by page. */
export const poolsQuery = infiniteQueryOptions({
  queryKey: ['image-pools'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) => {
    const query = { limit: PAGE, ...(pageParam !== null && { marker: pageParam }) };
    return client.call('get', '/api/v1/image-pools', { query, signal });
  },
  getNextPageParam: ({ nextMarker }) => nextMarker,
});

/** Whether it can be used, and the room that it has; for administrators. */
export function poolCheckQuery(id: string) {
  return queryOptions({
    queryKey: ['image-pool-check', id],
    queryFn: ({ signal }) => client.call('post', '/api/v1/image-pools/{id}/check', { path: { id }, signal }),
    staleTime: CHECK_LASTS,
  });
}

interface SavePool {
  /** Null for a new one. */
  readonly id: string | null;
  readonly body: NewPool;
}

/** The place of a pool is chosen once. */
export function useSavePool() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: SavePool) => {
      if (id === null) return client.call('post', '/api/v1/image-pools', { body });
      const { place: _chosenOnce, ...changes } = body;
      return client.call('patch', '/api/v1/image-pools/{id}', { path: { id }, body: changes });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['image-pools'] }),
  });
}

export function useDeletePool() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('delete', '/api/v1/image-pools/{id}', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['image-pools'] }),
  });
}
