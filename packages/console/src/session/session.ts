import { RefusedError, type Answer } from '@ingot/client';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type Session = Answer<'get', '/api/v1/session'>;

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export async function readSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    return await client.call('get', '/api/v1/session', signal && { signal });
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

/** On pages that are shown to those who have signed in. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('nobody has signed in');
  return data;
}

export interface SignInForm {
  readonly user: string;
  readonly password: string;
  readonly domain: string;
}

/** Where the project is remembered that somebody worked in last, here. */
const REMEMBERED = 'ingot.project';

/** Into the project of the last time, where this user has it too. */
async function signIn(body: SignInForm): Promise<Session> {
  const session = await client.call('post', '/api/v1/session', { body });
  const last = session.projects.find(({ id }) => id === localStorage.getItem(REMEMBERED));
  if (last === undefined || last.id === session.project.id) return session;
  return client.call('put', '/api/v1/session/project', { body: { project: last.id } });
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

/** What was read for one project is nothing for another, so all of it is forgotten. */
export function useChangeProject() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (project: string) => client.call('put', '/api/v1/session/project', { body: { project } }),
    onSuccess: (session) => {
      localStorage.setItem(REMEMBERED, session.project.id);
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('delete', '/api/v1/session'),
    onSettled: () => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
    },
  });
}

/** Whether the service does not know who asks, or does not take the password that was given along. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 401;
}
