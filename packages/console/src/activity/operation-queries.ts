import type { Answer, Input } from '@ingot/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type Operation = Answer<'get', '/api/v1/operations/{id}'>;
type ListQuery = NonNullable<Input<'get', '/api/v1/operations'>['query']>;

/** Operations asked for at a time. */
const PAGE = 50;
/** That the header shows. */
const SHOWN = 8;

export const OPERATION_FILTERS = ['active', 'succeeded', 'failed', 'cancelled'] as const;
export type OperationFilter = (typeof OPERATION_FILTERS)[number];

/** What the list is narrowed to. */
export interface ActivitySearch {
  readonly status?: OperationFilter | undefined;
  /** Of all projects, for administrators. */
  readonly all?: boolean | undefined;
}

export function activitySearch({ status, all }: Record<string, unknown>): ActivitySearch {
  return { status: OPERATION_FILTERS.find((known) => known === status), all: all === true ? all : undefined };
}

/** The newest first, page by page. */
export function operationsQuery({ status, all }: ActivitySearch) {
  return infiniteQueryOptions({
    queryKey: ['operations', { status, all }],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query: ListQuery = {
        limit: PAGE,
        ...(status && { status }),
        ...(all === true && { allProjects: true }),
        ...(pageParam !== null && { marker: pageParam }),
      };
      return client.call('get', '/api/v1/operations', { query, signal });
    },
    getNextPageParam: ({ nextMarker }) => nextMarker,
  });
}

/** How one goes; read again whenever something is told of operations. */
export function operationQuery(id: string) {
  return queryOptions({
    queryKey: ['operations', 'one', id],
    queryFn: ({ signal }) => client.call('get', '/api/v1/operations/{id}', { path: { id }, signal }),
  });
}

/** What waits or runs now. */
export const activeOperationsQuery = queryOptions({
  queryKey: ['operations', 'active'],
  queryFn: async ({ signal }) => {
    const query: ListQuery = { status: 'active', limit: SHOWN };
    return (await client.call('get', '/api/v1/operations', { query, signal })).operations;
  },
});

export function useCancelOperation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('post', '/api/v1/operations/{id}/cancel', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['operations'] }),
  });
}

export function useRetryOperation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('post', '/api/v1/operations/{id}/retry', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['operations'] }),
  });
}
