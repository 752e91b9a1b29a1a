import { imageGet, type Image, type Input } from '@ingot/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

/** Images asked for at a time. */
const PAGE = 100;

export const IMAGE_STATUSES = ['queued', 'saving', 'active', 'uploading', 'importing', 'deactivated'] as const;
export const VISIBILITIES = ['private', 'shared', 'community', 'public'] as const;

/** What the list is narrowed to; it stands in the address, so it can be sent to somebody. */
export interface ImagesSearch {
  readonly status?: (typeof IMAGE_STATUSES)[number] | undefined;
  readonly visibility?: (typeof VISIBILITIES)[number] | undefined;
}

/** What is unknown is named and undefined, so that it is not taken over from the address as it stands. */
export function imagesSearch({ status, visibility }: Record<string, unknown>): ImagesSearch {
  return {
    status: IMAGE_STATUSES.find((known) => known === status),
    visibility: VISIBILITIES.find((known) => known === visibility),
  };
}

type ListQuery = NonNullable<Input<'get', '/v2/images'>['query']>;

/** The newest first, page by page. */
export function imagesQuery({ status, visibility }: ImagesSearch) {
  return infiniteQueryOptions({
    queryKey: ['images', { status, visibility }],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query: ListQuery = {
        limit: PAGE,
        ...(pageParam !== null && { marker: pageParam }),
        ...(visibility && { visibility }),
      };
      const openQuery = status ? { status } : {};
      const answer = await client.call('get', '/v2/images', { query, openQuery, signal });
      const images = (answer.images ?? []) as readonly Image[];
      return { images, next: answer.next === undefined ? null : (images.at(-1)?.id ?? null) };
    },
    getNextPageParam: ({ next }) => next,
  });
}

export function imageQuery(id: string) {
  return queryOptions({
    queryKey: ['image', id],
    queryFn: () => imageGet(client, id),
  });
}

export function useDeleteImage() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('delete', '/v2/images/{image_id}', { path: { image_id: id } }),
    onSuccess: (_, id) => {
      queries.removeQueries({ queryKey: ['image', id] });
      return queries.invalidateQueries({ queryKey: ['images'] });
    },
  });
}

/** The value of a property, where it has one. */
export function propertyOf(image: Image, name: string): string | null {
  const value = image[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
