import type { Answer, Input } from '@ingot/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type Flavor = Answer<'get', '/api/v1/flavors/{id}'>;
export type NewFlavor = Input<'post', '/api/v1/flavors'>['body'];
export type DesktopType = Flavor['desktopTypes'][number];

export const ARCHITECTURES: readonly Flavor['architecture'][] = ['x86_64', 'aarch64'];
export const DESKTOP_TYPES: readonly DesktopType[] = ['vdi', 'idv', 'voi', 'tci'];

/** What the list is narrowed to. */
export interface FlavorsSearch {
  /** Those for such desktops, and those for any. */
  readonly desktopType?: DesktopType | undefined;
}

export function flavorsSearch({ desktopType }: Record<string, unknown>): FlavorsSearch {
  return { desktopType: DESKTOP_TYPES.find((known) => known === desktopType) };
}

/** All of them: a project has 200 at most. @param project whose they are; that of the session unless given */
export function flavorsQuery({ desktopType }: FlavorsSearch = {}, project?: string) {
  return queryOptions({
    queryKey: ['flavors', { desktopType, project }],
    queryFn: async ({ signal }) => {
      const query = { ...(desktopType && { desktopType }), ...(project !== undefined && { project }) };
      return (await client.call('get', '/api/v1/flavors', { query, signal })).flavors;
    },
  });
}

interface SaveFlavor {
  /** Null for a new one. */
  readonly id: string | null;
  readonly body: NewFlavor;
}

export function useSaveFlavor() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: SaveFlavor) => {
      if (id === null) return client.call('post', '/api/v1/flavors', { body });
      const { isPublic: _decidedOnce, ...changes } = body;
      return client.call('patch', '/api/v1/flavors/{id}', { path: { id }, body: changes });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['flavors'] }),
  });
}

export function useDeleteFlavor() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('delete', '/api/v1/flavors/{id}', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['flavors'] }),
  });
}
