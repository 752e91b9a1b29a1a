/** Somebody who signs in by password, and the project that he works in; all domains are the default one. */
export interface Account {
  readonly user: string;
  readonly password: string;
  readonly project: string;
}

/** What a sign-in gives. */
export interface Session {
  readonly authUrl: string;
  readonly token: string;
  readonly projectId: string;
  /** The public endpoint of a service in the catalogue, without a trailing slash. */
  endpoint(type: string): string;
}

interface TokenAnswer {
  readonly token: {
    readonly project: { readonly id: string };
    readonly catalog: readonly {
      readonly type: string;
      readonly endpoints: readonly { readonly interface: string; readonly url: string }[];
    }[];
  };
}

/** The body of `POST /v3/auth/tokens` for an account. */
export function signInBody({ user, password, project }: Account): object {
  const domain = { id: 'default' };
  return {
    auth: {
      identity: { methods: ['password'], password: { user: { name: user, domain, password } } },
      scope: { project: { name: project, domain } },
    },
  };
}

/** @param authUrl ends in `/v3`. @throws with the answer when it is a refusal */
export async function signIn(authUrl: string, account: Account): Promise<Session> {
  const response = await fetch(`${authUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signInBody(account)),
  });
  const { token } = await answerOf<TokenAnswer>(response);
  const sealed = response.headers.get('x-subject-token');
  if (sealed === null) throw new Error(`${authUrl} signs in without a token`);
  return {
    authUrl,
    token: sealed,
    projectId: token.project.id,
    endpoint: (type) => {
      const service = token.catalog.find((one) => one.type === type);
      const url = service?.endpoints.find((one) => one.interface === 'public')?.url;
      if (url === undefined) throw new Error(`${authUrl} has no ${type} service in its catalogue`);
      return url.replace(/\/$/, '');
    },
  };
}

/** Sends JSON, or nothing, with the session's token. @throws with the answer when it is a refusal */
export async function call<Answer>(session: Session, method: string, url: string, body?: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { 'x-auth-token': session.token, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return answerOf<Answer>(response);
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}: ${text.slice(0, 500)}`);
  return (text === '' ? null : JSON.parse(text)) as Answer;
}
