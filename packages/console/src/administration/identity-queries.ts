import type { Answer, Input } from '@ingot/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export type Project = Answer<'get', '/identity/v3/projects'>['projects'][number];
export type User = Answer<'get', '/identity/v3/users'>['users'][number];
export type Assignment = Answer<'get', '/identity/v3/role_assignments'>['role_assignments'][number];

/** Asked for at a time. */
const PAGE = '100';

/** The page after, for lists of the Identity API, which say whether there is one. */
function nextOf(page: { readonly truncated?: boolean }, items: readonly { readonly id: string }[]): string | null {
  return page.truncated === true ? (items.at(-1)?.id ?? null) : null;
}

/** By name, page by page. */
export const projectsQuery = infiniteQueryOptions({
  queryKey: ['projects'],
  initialPageParam: null as string | null,
  queryFn: async ({ pageParam, signal }) => {
    const query = { limit: PAGE, ...(pageParam !== null && { marker: pageParam }) };
    const answer = await client.call('get', '/identity/v3/projects', { query, signal });
    return { items: answer.projects, next: nextOf(answer, answer.projects) };
  },
  getNextPageParam: ({ next }) => next,
});

/** By name, page by page. */
export const usersQuery = infiniteQueryOptions({
  queryKey: ['users'],
  initialPageParam: null as string | null,
  queryFn: async ({ pageParam, signal }) => {
    const query = { limit: PAGE, ...(pageParam !== null && { marker: pageParam }) };
    const answer = await client.call('get', '/identity/v3/users', { query, signal });
    return { items: answer.users, next: nextOf(answer, answer.users) };
  },
  getNextPageParam: ({ next }) => next,
});

/** Roles are few, and change hardly ever. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async ({ signal }) => (await client.call('get', '/identity/v3/roles', { signal })).roles,
});

/** What one user may do in which project. */
export function assignmentsQuery(user: string) {
  return queryOptions({
    queryKey: ['assignments', user],
    queryFn: async ({ signal }) => {
      const query = { 'user.id': user, include_names: 'true' };
      return (await client.call('get', '/identity/v3/role_assignments', { query, signal })).role_assignments;
    },
  });
}

type NewProject = Input<'post', '/identity/v3/projects'>['body']['project'];

/** @param id null for a new one. */
export function useSaveProject(id: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (project: Pick<NewProject, 'name' | 'description' | 'enabled'>) =>
      id === null
        ? client.call('post', '/identity/v3/projects', { body: { project } })
        : client.call('patch', '/identity/v3/projects/{project_id}', { path: { project_id: id }, body: { project } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['projects'] }),
  });
}

export interface UserDraft {
  readonly name: string;
  readonly email?: string;
  readonly enabled: boolean;
  /** Absent: the present one stays. */
  readonly password?: string;
}

/** @param id null for a new one. */
export function useSaveUser(id: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (user: UserDraft) =>
      id === null
        ? client.call('post', '/identity/v3/users', { body: { user } })
        : client.call('patch', '/identity/v3/users/{user_id}', { path: { user_id: id }, body: { user } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
}

export interface RoleChange {
  readonly project: string;
  readonly role: string;
  readonly isGiven: boolean;
}

export function useChangeRole(user: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ project, role, isGiven }: RoleChange) =>
      client.call(isGiven ? 'put' : 'delete', '/identity/v3/projects/{project_id}/users/{user_id}/roles/{role_id}', {
        path: { project_id: project, user_id: user, role_id: role },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['assignments', user] }),
  });
}
