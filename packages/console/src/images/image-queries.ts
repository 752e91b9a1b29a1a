import { imageGet, type Answer, type Image } from '@ingot/client';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { client } from '../api/client.ts';
import type { ImagesSearch } from './images-search.ts';

/** An image as lists show it. */
export type ListedImage = Answer<'get', '/api/v1/images'>['images'][number];

/** Images asked for at a time: as many as the service gives. */
const PAGE = 100;

/** Families are one row each as long as nothing but the owner narrows the list. */
export function isFolded({ text, status, visibility, format, family }: ImagesSearch): boolean {
  return [text, status, visibility, format, family].every((filter) => filter === undefined);
}

/** Page by page. */
export function imagesQuery(search: ImagesSearch) {
  const { create: _dialog, ...wanted } = search;
  const heads = isFolded(search);
  return infiniteQueryOptions({
    queryKey: ['images', wanted],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = { ...wanted, heads, limit: PAGE, ...(pageParam !== null && { marker: pageParam }) };
      return client.call('get', '/api/v1/images', { query: given(query), signal });
    },
    getNextPageParam: ({ nextMarker }) => nextMarker,
    placeholderData: keepPreviousData,
  });
}

/** What makes an image that is not there yet; null where nothing does. */
export function imageMakingQuery(id: string) {
  return queryOptions({
    queryKey: ['images', 'making', id],
    queryFn: async ({ signal }) => {
      const { images } = await client.call('get', '/api/v1/images', { query: { text: id }, signal });
      return images[0]?.operation ?? null;
    },
  });
}

/** The versions of a family, the newest first: those that stand in one row, a hundred at most. */
export function versionsQuery({ projectId: project, family }: Pick<ListedImage, 'projectId' | 'family'>) {
  return queryOptions({
    queryKey: ['images', 'versions', project, family],
    queryFn: async ({ signal }) => {
      const query = { project, ...(family !== null && { family }), limit: PAGE };
      return (await client.call('get', '/api/v1/images', { query, signal })).images;
    },
  });
}

/** Without what is undefined, which the types of the API do not know. */
function given<Query extends object>(query: Query): { [Name in keyof Query]: Exclude<Query[Name], undefined> } {
  const present = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [Name in keyof Query]: Exclude<Query[Name], undefined> };
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
