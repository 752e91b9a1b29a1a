import { snapshotList, volumeList } from '@ingot/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { createImage, type CreateContext } from './create-image.ts';
import type { Draft } from './draft.ts';

/** Of what there may be very many, so many are offered. */
const MOST = 500;
/** Images offered at a time; words narrow them down. */
const IMAGES = 50;

export function disksQuery(projectId: string) {
  return queryOptions({
    queryKey: ['volumes', 'offered', projectId],
    queryFn: () => first(volumeList(client, projectId, {})),
  });
}

export function snapshotsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['snapshots', 'offered', projectId],
    queryFn: () => first(snapshotList(client, projectId, { status: 'available' })),
  });
}

/** Images that an image can be made of. */
export function sourceImagesQuery(text: string) {
  return queryOptions({
    queryKey: ['images', 'offered', text],
    queryFn: async ({ signal }) => {
      const query = { text, status: 'active', limit: IMAGES } as const;
      return (await client.call('get', '/api/v1/images', { query, signal })).images;
    },
    placeholderData: (before) => before,
  });
}

/** Names of the project's families. */
/** Of one's own project, unless another one is given. */
export function familyNamesQuery(project?: string) {
  return queryOptions({
    queryKey: ['images', 'families', project],
    queryFn: async ({ signal }) => {
      const { families } = await client.call('get', '/api/v1/families', {
        query: { limit: 100, ...(project !== undefined && { project }) },
        signal,
      });
      return families.map(({ name }) => name);
    },
  });
}

export function limitsQuery() {
  return queryOptions({
    queryKey: ['limits'],
    queryFn: ({ signal }) => client.call('get', '/api/v1/limits', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useCreateImage(context: CreateContext) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) => createImage(draft, context),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['images'] }),
        queries.invalidateQueries({ queryKey: ['quotas'] }),
      ]),
  });
}

async function first<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) {
    found.push(item);
    if (found.length === MOST) break;
  }
  return found;
}
