import type { Answer, Input } from '@ingot/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

export type Report = Answer<'get', '/api/v1/images/{id}/reports'>['reports'][number];
export type WholeReport = Answer<'get', '/api/v1/reports/{id}'>;
export type JudgedProfile = WholeReport['results'][number];
export type JudgedRule = JudgedProfile['rules'][number];
export type Preparation = Answer<'get', '/api/v1/preparations/{id}'>;
export type PreparationOrder = Input<'post', '/api/v1/images/{id}/prepare'>['body'];

const PAGE = 20;

/** The newest first, page by page. */
export function reportsQuery(image: string) {
  return infiniteQueryOptions({
    queryKey: ['image-work', image, 'reports'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      client.call('get', '/api/v1/images/{id}/reports', {
        path: { id: image },
        query: { limit: PAGE, ...(pageParam !== null && { marker: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ nextMarker }) => nextMarker,
  });
}

/** @param image that the report is on */
export function reportQuery(image: string, id: string) {
  return queryOptions({
    queryKey: ['image-work', image, 'report', id],
    queryFn: ({ signal }) => client.call('get', '/api/v1/reports/{id}', { path: { id }, signal }),
  });
}

/** What can be asked for: profiles by their ids, or a start of a throw-away copy. */
export type WantedCheck = { readonly profiles: readonly string[] } | 'boot';

export function useCheck(image: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: WantedCheck): Promise<Report> =>
      wanted === 'boot'
        ? client.call('post', '/api/v1/images/{id}/boot-tests', { path: { id: image } })
        : client.call('post', '/api/v1/images/{id}/reports', {
            path: { id: image },
            body: { profiles: [...wanted.profiles] },
          }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['image-work', image] }),
  });
}

export function useCancelReport(image: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('post', '/api/v1/reports/{id}/cancel', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['image-work', image] }),
  });
}

export function preparationQuery(image: string, id: string) {
  return queryOptions({
    queryKey: ['image-work', image, 'preparation', id],
    queryFn: ({ signal }) => client.call('get', '/api/v1/preparations/{id}', { path: { id }, signal }),
  });
}

export function usePrepareCopy(image: string) {
  return useMutation({
    mutationFn: (order: PreparationOrder) =>
      client.call('post', '/api/v1/images/{id}/prepare', { path: { id: image }, body: order }),
  });
}

export function useCancelPreparation(image: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('post', '/api/v1/preparations/{id}/cancel', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['image-work', image] }),
  });
}
