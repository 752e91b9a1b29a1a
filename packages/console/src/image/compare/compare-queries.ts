import type { Answer, Image } from '@ingot/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { propertyOf } from '../../images/image-queries.ts';

export type Comparison = Answer<'get', '/api/v1/diffs/{id}'>;
export type Found = NonNullable<Comparison['found']>;
export type SystemChanges = Found['systems'][number];

/** @param image the one whose page shows it */
export function comparisonQuery(image: string, id: string) {
  return queryOptions({
    queryKey: ['image-work', image, 'diffs', id],
    queryFn: ({ signal }) => client.call('get', '/api/v1/diffs/{id}', { path: { id }, signal }),
  });
}

/** Has an image compared with an older one: what it has beside that counts as added. */
export function useCompare(image: string) {
  return useMutation({
    mutationFn: (before: string) =>
      client.call('post', '/api/v1/images/{id}/diffs', { path: { id: before }, body: { with: image } }),
  });
}

export function useCancelComparison(image: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('post', '/api/v1/diffs/{id}/cancel', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['image-work', image] }),
  });
}

/** Images offered to be compared with, at most. */
const OFFERED = 100;

/** What an image may be compared with: the versions of its family first, then the newest of all. */
export function comparableQuery(image: Image) {
  const family = propertyOf(image, 'family');
  return queryOptions({
    queryKey: ['images', 'comparable', image.id, family],
    queryFn: async ({ signal }) => {
      const newest = async (narrowing: Readonly<Record<string, string>>): Promise<readonly Image[]> => {
        const openQuery = { status: 'active', ...narrowing };
        const answer = await client.call('get', '/v2/images', { query: { limit: OFFERED }, openQuery, signal });
        return (answer.images ?? []) as readonly Image[];
      };
      const kin = family === null || image.owner === null ? [] : await newest({ family, owner: image.owner });
      const all = new Map([...kin, ...(await newest({}))].map((other) => [other.id, other]));
      all.delete(image.id);
      return [...all.values()];
    },
  });
}
