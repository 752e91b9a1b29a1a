import type { Answer, Image } from '@ingot/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

export type Family = Answer<'get', '/api/v1/families/{name}'>;
export type FamilyChange = Answer<'get', '/api/v1/families/{name}/history'>['changes'][number];

/** Names a family: its name is unique in its project only. */
export interface FamilyRef {
  readonly name: string;
  readonly project: string;
}

const PAGE = 50;

/** All of a family is kept under `images`: what it stands for changes with any image of it. */
export function familyQuery({ name, project }: FamilyRef) {
  return queryOptions({
    queryKey: ['images', 'family', project, name],
    queryFn: ({ signal }) =>
      client.call('get', '/api/v1/families/{name}', { path: { name }, query: { project }, signal }),
  });
}

/** The newest first, page by page. */
export function versionsQuery({ name, project }: FamilyRef) {
  return infiniteQueryOptions({
    queryKey: ['images', 'family-versions', project, name],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { marker: pageParam }) };
      const openQuery = { family: name, owner: project };
      const answer = await client.call('get', '/v2/images', { query, openQuery, signal });
      const images = (answer.images ?? []) as readonly Image[];
      return { images, next: answer.next === undefined ? null : (images.at(-1)?.id ?? null) };
    },
    getNextPageParam: ({ next }) => next,
  });
}

/** What was done to a family, the newest first; as much as people read. */
export function familyHistoryQuery({ name, project }: FamilyRef) {
  return queryOptions({
    queryKey: ['images', 'history', project, name],
    queryFn: ({ signal }) =>
      client.call('get', '/api/v1/families/{name}/history', { path: { name }, query: { project, limit: 50 }, signal }),
  });
}

/** What can be decided of a family. Pinning and promoting are about one of its images. */
export type FamilyDecision =
  | { readonly action: 'promote' | 'pin'; readonly imageId: string; readonly reason: string }
  | { readonly action: 'unpin' | 'rollback'; readonly reason: string };

export function useDecide({ name, project }: FamilyRef) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decision: FamilyDecision): Promise<Family> => {
      const at = { path: { name }, query: { project } };
      const why = decision.reason.trim() === '' ? {} : { reason: decision.reason.trim() };
      switch (decision.action) {
        case 'promote':
          return client.call('post', '/api/v1/families/{name}/promote', {
            ...at,
            body: { imageId: decision.imageId, ...why },
          });
        case 'pin':
          return client.call('put', '/api/v1/families/{name}/pin', {
            ...at,
            body: { imageId: decision.imageId, ...why },
          });
        case 'unpin':
          return client.call('delete', '/api/v1/families/{name}/pin', { ...at, query: { project, ...why } });
        case 'rollback':
          return client.call('post', '/api/v1/families/{name}/rollback', { ...at, body: why });
      }
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['images'] }),
  });
}

export type Deprecation = Answer<'get', '/api/v1/images/{id}/deprecation'>;

export function deprecationQuery(id: string) {
  return queryOptions({
    queryKey: ['image', id, 'deprecation'],
    queryFn: ({ signal }) => client.call('get', '/api/v1/images/{id}/deprecation', { path: { id }, signal }),
  });
}

/** Times as RFC 3339 has them; null for never. */
export interface WantedDeprecation {
  readonly deprecatedAt: string | null;
  readonly obsoleteAt: string | null;
  readonly replacementId: string | null;
  readonly reason: string | null;
}

/** Deprecates an image, or takes that back with null. */
export function useDeprecate(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: WantedDeprecation | null): Promise<Deprecation> =>
      wanted === null
        ? client.call('delete', '/api/v1/images/{id}/deprecation', { path: { id } })
        : client.call('put', '/api/v1/images/{id}/deprecation', { path: { id }, body: wanted }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['image', id] });
      await queries.invalidateQueries({ queryKey: ['images'] });
    },
  });
}
