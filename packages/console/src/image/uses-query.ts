import type { Answer } from '@ingot/client';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type ImageUses = Answer<'get', '/api/v1/images/{id}/uses'>;

/** What refers to an image, and what deleting it would free. */
export function imageUsesQuery(id: string) {
  return queryOptions({
    queryKey: ['image', id, 'uses'],
    queryFn: ({ signal }) => client.call('get', '/api/v1/images/{id}/uses', { path: { id }, signal }),
  });
}
