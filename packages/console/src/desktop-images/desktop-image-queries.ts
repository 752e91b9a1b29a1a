import type { Answer, Input } from '@ingot/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type DesktopImage = Answer<'get', '/api/v1/desktop-images/{id}'>;
export type FileType = DesktopImage['fileType'];
export type Configuration = DesktopImage['configuration'];
export type PublishingRules = Answer<'get', '/api/v1/desktop-image-rules'>;
export type FileTypeRule = PublishingRules['rules'][number];
type DesktopImageChanges = Input<'patch', '/api/v1/desktop-images/{id}'>['body'];

const PAGE = 100;

/** What the list is narrowed to; it stands in the address. */
export interface DesktopImagesSearch {
  /** Id of an image pool. */
  readonly pool?: string | undefined;
}

export function desktopImagesSearch({ pool }: Record<string, unknown>): DesktopImagesSearch {
  return { pool: typeof pool === 'string' && pool !== '' ? pool : undefined };
}

/** The newest first, page by page. */
export function desktopImagesQuery({ pool, parent }: DesktopImagesSearch & { readonly parent?: string }) {
  return infiniteQueryOptions({
    queryKey: ['desktop-images', { pool, parent }],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: PAGE,
        ...(pageParam !== null && { marker: pageParam }),
        ...(pool !== undefined && { pool }),
        ...(parent !== undefined && { parent }),
      };
      return client.call('get', '/api/v1/desktop-images', { query, signal });
    },
    getNextPageParam: ({ nextMarker }) => nextMarker,
  });
}

export function desktopImageQuery(id: string) {
  return queryOptions({
    queryKey: ['desktop-image', id],
    queryFn: () => client.call('get', '/api/v1/desktop-images/{id}', { path: { id } }),
  });
}

/** Which file a desktop image becomes, and how it is judged: part of the service, which stays as it is. */
export const publishingRulesQuery = queryOptions({
  queryKey: ['desktop-image-rules'],
  queryFn: ({ signal }) => client.call('get', '/api/v1/desktop-image-rules', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export function useChangeDesktopImage() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: DesktopImageChanges }) =>
      client.call('patch', '/api/v1/desktop-images/{id}', { path: { id }, body }),
    onSuccess: (_, { id }) =>
      Promise.all(
        [['desktop-images'], ['desktop-image', id]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

export function useDeleteDesktopImage() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('delete', '/api/v1/desktop-images/{id}', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['desktop-images'] }),
  });
}

interface InPool {
  readonly id: string;
  /** Id of an image pool. */
  readonly pool: string;
}

/** Has its file in another pool, too. */
export function useDeploy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, pool }: InPool) =>
      client.call('post', '/api/v1/desktop-images/{id}/artefacts', { path: { id }, body: { poolId: pool } }),
    onSuccess: (_, { id }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['desktop-image', id] }),
        queries.invalidateQueries({ queryKey: ['publications'] }),
      ]),
  });
}

export function useWithdraw() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, pool }: InPool) =>
      client.call('delete', '/api/v1/desktop-images/{id}/artefacts/{pool}', { path: { id, pool } }),
    onSuccess: (_, { id }) => queries.invalidateQueries({ queryKey: ['desktop-image', id] }),
  });
}
