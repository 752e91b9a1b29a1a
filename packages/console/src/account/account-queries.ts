import type { Answer } from '@ingot/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';

const CREDENTIALS = '/identity/v3/users/{user_id}/application_credentials';

export type Credential = Answer<'get', typeof CREDENTIALS>['application_credentials'][number];
export type NewCredential = Answer<'post', typeof CREDENTIALS>['application_credential'];

/** Asked for at a time: nobody has more of his own. */
const MOST = '1000';

export function credentialsQuery(user: string) {
  return queryOptions({
    queryKey: ['application-credentials', user],
    queryFn: async ({ signal }) => {
      const answer = await client.call('get', CREDENTIALS, { path: { user_id: user }, query: { limit: MOST }, signal });
      return answer.application_credentials;
    },
  });
}

export interface CredentialDraft {
  readonly name: string;
  readonly description: string;
  /** ISO 8601; null: it holds until it is deleted. */
  readonly expiresAt: string | null;
}

export function useCreateCredential(user: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, description, expiresAt }: CredentialDraft) => {
      const credential = {
        name,
        ...(description !== '' && { description }),
        ...(expiresAt !== null && { expires_at: expiresAt }),
      };
      const body = { application_credential: credential };
      const answer = await client.call('post', CREDENTIALS, { path: { user_id: user }, body });
      return answer.application_credential;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['application-credentials', user] }),
  });
}

export function useDeleteCredential(user: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      client.call('delete', '/identity/v3/users/{user_id}/application_credentials/{application_credential_id}', {
        path: { user_id: user, application_credential_id: id },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['application-credentials', user] }),
  });
}

export interface PasswordChange {
  readonly original: string;
  readonly password: string;
}

export function useChangePassword(user: string) {
  return useMutation({
    mutationFn: ({ original, password }: PasswordChange) =>
      client.call('post', '/identity/v3/users/{user_id}/password', {
        path: { user_id: user },
        body: { user: { original_password: original, password } },
      }),
  });
}
