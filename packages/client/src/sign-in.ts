import { ApiClient } from './api-client.ts';
import { refusalOf, UnreachableError } from './failure.ts';
import type { Fetch, HttpAnswer } from './http-answer.ts';
import type { Input } from './operation.ts';

/** Something by its id, or by its name in a domain. */
export type Reference = { readonly id: string } | { readonly name: string; readonly domain: DomainReference };
export type DomainReference = { readonly id: string } | { readonly name: string };

/** What proves who somebody is. An application credential brings its project; the others can name one. */
export type Credentials =
  | {
      readonly kind: 'password';
      readonly user: Reference;
      readonly password: string;
      readonly project: Reference | null;
    }
  | { readonly kind: 'token'; readonly token: string; readonly project: Reference | null }
  | { readonly kind: 'application-credential'; readonly id: string; readonly secret: string }
  | {
      readonly kind: 'application-credential';
      readonly name: string;
      readonly user: Reference;
      readonly secret: string;
    };

/** What somebody who has signed in holds. */
export interface Session {
  /** Of the service, from the catalog: the address of its Image API. */
  readonly base: string;
  readonly token: string;
  /** ISO 8601 */
  readonly expiresAt: string;
  readonly user: { readonly id: string; readonly name: string };
  readonly project: { readonly id: string; readonly name: string };
  readonly roles: readonly string[];
}

export class SignInError extends Error {
  /** `no-project`: the token stands for no project. `no-image-service`: its catalog has none, so this is no Ingot. */
  readonly code: 'no-project' | 'no-image-service';

  constructor(code: SignInError['code'], message: string) {
    super(message);
    this.name = 'SignInError';
    this.code = code;
  }
}

/**
 * Gets a token as every OpenStack client does (Identity API v3, `POST /v3/auth/tokens`), from Ingot itself or from the
 * Keystone that it trusts, and finds the service in its catalog.
 *
 * @param identityUrl ends in `/v3`, as `OS_AUTH_URL` does
 * @throws RefusedError for wrong credentials, UnreachableError, SignInError.
 */
export async function signIn(
  identityUrl: string,
  credentials: Credentials,
  fetch: Fetch = globalThis.fetch,
): Promise<Session> {
  const url = `${identityUrl.replace(/\/+$/, '')}/auth/tokens`;
  let response: HttpAnswer;
  try {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(bodyOf(credentials)),
      redirect: 'error',
    });
  } catch (error) {
    throw new UnreachableError(url, error);
  }
  if (!response.ok) throw await refusalOf(response);
  const { token: held } = JSON.parse(await response.text()) as TokenBody;
  const token = response.headers.get('x-subject-token') ?? '';
  if (!held.project) {
    throw new SignInError('no-project', 'The token stands for no project: name one on which the user has a role.');
  }
  const endpoints = held.catalog?.find(({ type }) => type === 'image')?.endpoints;
  const base = endpoints?.find((endpoint) => endpoint.interface === 'public')?.url;
  if (base === undefined) {
    throw new SignInError('no-image-service', `The catalog of ${identityUrl} has no image service.`);
  }
  return {
    base: base.replace(/\/(image)?\/?$/, ''),
    token,
    expiresAt: held.expires_at,
    user: { id: held.user.id, name: held.user.name },
    project: { id: held.project.id, name: held.project.name },
    roles: (held.roles ?? []).map(({ name }) => name),
  };
}

/** Makes the token void. */
export async function signOut(identityUrl: string, token: string, fetch: Fetch = globalThis.fetch): Promise<void> {
  const client = new ApiClient({ base: identityUrl, token, fetch });
  await client.open('delete', '/auth/tokens', { headers: { 'X-Subject-Token': token } });
}

/** What is read of a token; a Keystone's has more. */
interface TokenBody {
  readonly token: {
    readonly expires_at: string;
    readonly user: { readonly id: string; readonly name: string };
    readonly project?: { readonly id: string; readonly name: string };
    readonly roles?: readonly { readonly name: string }[];
    readonly catalog?: readonly {
      readonly type: string;
      readonly endpoints: readonly { readonly interface: string; readonly url: string }[];
    }[];
  };
}

type AuthBody = Input<'post', '/identity/v3/auth/tokens'>['body'];

function bodyOf(credentials: Credentials): AuthBody {
  switch (credentials.kind) {
    case 'password': {
      const { user, password, project } = credentials;
      const identity = { methods: ['password'], password: { user: { ...user, password } } };
      return { auth: { identity, ...(project && { scope: { project } }) } };
    }
    case 'token': {
      const { token, project } = credentials;
      return {
        auth: { identity: { methods: ['token'], token: { id: token } }, ...(project && { scope: { project } }) },
      };
    }
    case 'application-credential': {
      const { kind: _kind, ...credential } = credentials;
      return { auth: { identity: { methods: ['application_credential'], application_credential: credential } } };
    }
  }
}
