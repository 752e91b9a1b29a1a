import type { Answer } from '@ingot/client';
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type TrashedImage = Answer<'get', '/api/v1/trash/images'>['images'][number];

const PAGE = 100;

/** What was deleted last first, page by page. Kept with the lists of images: every delete and restore changes both. */
export const trashQuery = infiniteQueryOptions({
  queryKey: ['images', 'trash'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    client.call('get', '/api/v1/trash/images', {
      query: { limit: PAGE, ...(pageParam !== null && { marker: pageParam }) },
      signal,
    }),
  getNextPageParam: ({ nextMarker }) => nextMarker,
});

export function useRestore() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('post', '/api/v1/images/{id}/restore', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['images'] }),
  });
}

export function usePurge() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('delete', '/api/v1/trash/images/{id}', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['images'] }),
  });
}
