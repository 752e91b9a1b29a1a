import type { Answer } from '@ingot/client';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

type Profiles = Answer<'get', '/api/v1/profiles'>;

/** By what images can be judged; it changes with the program and its settings only. */
const all = {
  queryKey: ['profiles'],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => client.call('get', '/api/v1/profiles', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
};

export const profilesQuery = queryOptions({ ...all, select: ({ profiles }: Profiles) => profiles });

/** Those that a look at a disk answers: a start takes minutes, and is asked for by itself. */
export const diskProfilesQuery = queryOptions({
  ...all,
  select: ({ profiles, takeBoot }: Profiles) => profiles.filter(({ id }) => !takeBoot.includes(id)),
});

/** Ids of those that a start of a throw-away copy answers. */
export const bootProfilesQuery = queryOptions({ ...all, select: ({ takeBoot }: Profiles) => takeBoot });
