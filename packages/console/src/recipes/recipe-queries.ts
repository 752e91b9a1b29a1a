import type { Answer, Input } from '@ingot/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { LogLines } from './log-lines.ts';

export type Recipe = Answer<'get', '/api/v1/recipes/{id}'>;
export type ListedRecipe = Answer<'get', '/api/v1/recipes'>['recipes'][number];
export type Run = Answer<'get', '/api/v1/recipe-runs/{id}'>;
export type ListedRun = Answer<'get', '/api/v1/recipe-runs'>['runs'][number];
export type Step = Run['steps'][number];
type NewRun = Input<'post', '/api/v1/recipe-runs'>['body'];

const PAGE = 100;
/** Bytes of a log asked for at a time: as many as the service gives. A MiB of it is kept. */
const LOG_BYTES = 2 ** 18;

/** By name, page by page. */
export const recipesQuery = infiniteQueryOptions({
  queryKey: ['recipes'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) => {
    const query = { limit: PAGE, ...(pageParam !== null && { marker: pageParam }) };
    return client.call('get', '/api/v1/recipes', { query, signal });
  },
  getNextPageParam: ({ nextMarker }) => nextMarker,
});

export function recipeQuery(id: string) {
  return queryOptions({
    queryKey: ['recipe', id],
    queryFn: () => client.call('get', '/api/v1/recipes/{id}', { path: { id } }),
  });
}

/** The newest first, page by page. @param recipe id of the recipe whose runs are wanted. */
export function runsQuery(recipe: string) {
  return infiniteQueryOptions({
    queryKey: ['recipe-runs', recipe],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = { recipe, limit: PAGE, ...(pageParam !== null && { marker: pageParam }) };
      return client.call('get', '/api/v1/recipe-runs', { query, signal });
    },
    getNextPageParam: ({ nextMarker }) => nextMarker,
  });
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['recipe-run', id],
    queryFn: () => client.call('get', '/api/v1/recipe-runs/{id}', { path: { id } }),
  });
}

/** The log of a step. Its length is part of the key, so a log that has grown is read again and the old one shown meanwhile. */
export function stepLogQuery(run: string, { place, logLength }: Step) {
  return queryOptions({
    queryKey: ['recipe-step-log', run, place, logLength],
    queryFn: async ({ signal }) => {
      const path = { id: run, step: place };
      const lines = new LogLines();
      for (let from = 0; from < logLength;) {
        const query = { from, limit: LOG_BYTES };
        const part = await client.call('get', '/api/v1/recipe-runs/{id}/steps/{step}/log', { path, query, signal });
        if (part.next <= from) break;
        lines.add(from, part);
        from = part.next;
      }
      return lines.all();
    },
    placeholderData: (before) => before,
  });
}

interface SaveRecipe {
  readonly name: string;
  readonly document: string;
  /** The one that was read, and its revision: what somebody else wrote meanwhile is not written over. */
  readonly read: Pick<Recipe, 'id' | 'revision'> | null;
}

export function useSaveRecipe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, document, read }: SaveRecipe): Promise<Recipe> => {
      if (read === null) return client.call('post', '/api/v1/recipes', { body: { name, document } });
      const body = { name, document, revision: read.revision };
      return client.call('patch', '/api/v1/recipes/{id}', { path: { id: read.id }, body });
    },
    onSuccess: ({ id }) =>
      Promise.all([['recipes'], ['recipe', id]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export function useDeleteRecipe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('delete', '/api/v1/recipes/{id}', { path: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['recipes'] }),
  });
}

export function useRunRecipe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRun) => client.call('post', '/api/v1/recipe-runs', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['recipe-runs'] }),
  });
}

export function useCancelRun() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('post', '/api/v1/recipe-runs/{id}/cancel', { path: { id } }),
    onSuccess: (_, id) =>
      Promise.all([['recipe-runs'], ['recipe-run', id]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
