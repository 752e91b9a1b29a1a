import type { Answer, Input } from '@ingot/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type StoreFigures = Answer<'get', '/api/v1/store'>;
export type Integrity = Answer<'get', '/api/v1/store/integrity'>;
export type Run = Answer<'get', '/api/v1/store/runs/{id}'>;
export type RunRequest = Input<'post', '/api/v1/store/runs'>['body'];

/** Rows of each list: what is wrong is little, or so much that numbers say more. */
const SHOWN = 20;

export const storeQuery = queryOptions({
  queryKey: ['store', 'figures'],
  queryFn: ({ signal }) => client.call('get', '/api/v1/store', { signal }),
});

export const integrityQuery = queryOptions({
  queryKey: ['store', 'integrity'],
  queryFn: ({ signal }) => client.call('get', '/api/v1/store/integrity', { signal }),
});

export const runsQuery = queryOptions({
  queryKey: ['store', 'runs'],
  queryFn: async ({ signal }) => {
    return (await client.call('get', '/api/v1/store/runs', { query: { limit: SHOWN }, signal })).runs;
  },
});

export const damagedImagesQuery = queryOptions({
  queryKey: ['store', 'damaged-images'],
  queryFn: async ({ signal }) => {
    return (await client.call('get', '/api/v1/store/damaged-images', { query: { limit: SHOWN }, signal })).images;
  },
});

export const findingsQuery = queryOptions({
  queryKey: ['store', 'findings'],
  queryFn: async ({ signal }) => {
    return (await client.call('get', '/api/v1/store/findings', { query: { limit: SHOWN }, signal })).findings;
  },
});

export function useStartRun() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: RunRequest) => client.call('post', '/api/v1/store/runs', { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['store'] }),
  });
}

export function useCancelRun() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('post', '/api/v1/store/runs/{id}/cancel', { path: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['store'] }),
  });
}
