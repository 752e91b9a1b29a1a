import { queryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

/** By what images can be judged; it changes with the program and its settings only. */
export const profilesQuery = queryOptions({
  queryKey: ['profiles'],
  queryFn: async ({ signal }) => (await client.call('get', '/api/v1/profiles', { signal })).profiles,
  staleTime: Number.POSITIVE_INFINITY,
});
