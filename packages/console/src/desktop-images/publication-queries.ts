import type { Answer, Input } from '@ingot/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type Publication = Answer<'get', '/api/v1/publications/{id}'>;
export type NewClone = Input<'post', '/api/v1/machines/{id}/clone'>['body'];
export type NewImport = Input<'post', '/api/v1/desktop-images'>['body'];

const PAGE = 100;

/** The newest first, page by page. */
export const publicationsQuery = infiniteQueryOptions({
  queryKey: ['publications'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) => {
    const query = { limit: PAGE, ...(pageParam !== null && { marker: pageParam }) };
    return client.call('get', '/api/v1/publications', { query, signal });
  },
  getNextPageParam: ({ nextMarker }) => nextMarker,
});

/** Of a VM so many are shown, the newest first. */
const OF_MACHINE = 5;

interface PublishedMachine {
  readonly id: string;
  /** Whether it belongs to another project than that of the session. */
  readonly isElsewhere: boolean;
}

export function machinePublicationsQuery({ id, isElsewhere }: PublishedMachine) {
  return queryOptions({
    queryKey: ['publications', 'of', id],
    queryFn: async ({ signal }) => {
      const query = { machine: id, limit: OF_MACHINE, allProjects: isElsewhere };
      return (await client.call('get', '/api/v1/publications', { query, signal })).publications;
    },
  });
}

export function publicationQuery(id: string) {
  return queryOptions({
    queryKey: ['publication', id],
    queryFn: ({ signal }) => client.call('get', '/api/v1/publications/{id}', { path: { id }, signal }),
  });
}

interface Publish {
  readonly machine: string;
  readonly kind: 'clone' | 'convert';
  /** A conversion has no snapshot: the machine is gone afterwards. */
  readonly body: NewClone;
}

export function usePublish() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ machine, kind, body }: Publish): Promise<Publication> => {
      if (kind === 'clone') return client.call('post', '/api/v1/machines/{id}/clone', { path: { id: machine }, body });
      const { snapshot: _none, ...conversion } = body;
      return client.call('post', '/api/v1/machines/{id}/convert', { path: { id: machine }, body: conversion });
    },
    onSuccess: (_, { machine }) =>
      Promise.all(
        [['machines'], ['machine', machine], ['desktop-images'], ['publications']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

export function useImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewImport) => client.call('post', '/api/v1/desktop-images', { body }),
    onSuccess: () =>
      Promise.all([['desktop-images'], ['publications']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export function useCancelPublication() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('post', '/api/v1/publications/{id}/cancel', { path: { id } }),
    onSuccess: (_, id) =>
      Promise.all([['publications'], ['publication', id]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
