import type { Answer } from '@ingot/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { lookAgainAtImage, V21_PATCH } from '../image-changes.ts';

export type Member = Answer<'get', '/v2/images/{image_id}/members'>['members'][number];

/** The projects that an image is shared with: all of them for its owner, his own for somebody else. */
export function membersQuery(id: string) {
  return queryOptions({
    queryKey: ['image', id, 'members'],
    queryFn: async ({ signal }) => {
      const answer = await client.call('get', '/v2/images/{image_id}/members', { path: { image_id: id }, signal });
      return answer.members;
    },
  });
}

/** What has to be known of an image to share it. */
export interface Shareable {
  readonly id: string;
  readonly name: string | null;
  readonly visibility: string;
  /** The project that it belongs to. */
  readonly owner: string | null;
}

/** Shares an image with projects, and makes it one that can be shared. */
export function useShare({ id, visibility }: Shareable) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (projects: readonly string[]) => {
      const path = { image_id: id };
      if (visibility !== 'shared') {
        const body = [{ op: 'replace', path: '/visibility', value: 'shared' } as const];
        await client.call('patch', '/v2/images/{image_id}', { path, mediaType: V21_PATCH, body });
      }
      for (const member of projects) {
        await client.call('post', '/v2/images/{image_id}/members', { path, body: { member } });
      }
    },
    // One of several may have been refused: what is there now is read again in any case.
    onSettled: () => lookAgainAtImage(queries, id),
  });
}

export function useUnshare(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (project: string) =>
      client.call('delete', '/v2/images/{image_id}/members/{member_id}', {
        path: { image_id: id, member_id: project },
      }),
    onSuccess: () => lookAgainAtImage(queries, id),
  });
}

/** The answer of a project to an image that is shared with it. */
export function useAnswerOffer(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, status }: { readonly id: string; readonly status: 'accepted' | 'rejected' }) =>
      client.call('put', '/v2/images/{image_id}/members/{member_id}', {
        path: { image_id: id, member_id: project },
        body: { status },
      }),
    onSuccess: (_, { id }) => lookAgainAtImage(queries, id),
  });
}
