import type { Answer, Input } from '@ingot/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type Quotas = Answer<'get', '/api/v1/projects/{id}/quotas'>;
export type QuotaResource = keyof Quotas;
export type QuotaChanges = Input<'put', '/api/v1/projects/{id}/quotas'>['body'];

/** Stands for no limit. */
export const UNLIMITED = -1;

export function quotasQuery(project: string) {
  return queryOptions({
    queryKey: ['quotas', project],
    queryFn: ({ signal }) => client.call('get', '/api/v1/projects/{id}/quotas', { path: { id: project }, signal }),
  });
}

export function useSetQuotas(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: QuotaChanges) =>
      client.call('put', '/api/v1/projects/{id}/quotas', { path: { id: project }, body }),
    onSuccess: (quotas) => {
      queries.setQueryData(quotasQuery(project).queryKey, quotas);
    },
  });
}
