import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { openRealIdentity, PASSWORD } from '../../../../identity/testing/real-identity.ts';
import { createHttpServer } from '../../../http-server.ts';
import { identityV3 } from '../index.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Null where there is none. */
  readonly body: unknown;
}

/** The Identity API over a socket, with the administrator signed in. */
export interface IdentityServer {
  /** Without a slash at its end. */
  readonly base: string;
  readonly adminToken: string;
  /** @param path under the prefix `/identity`. @param token null sends none. */
  ask(
    method: string,
    path: string,
    init?: { json?: unknown; token?: string | null; headers?: Readonly<Record<string, string>> },
  ): Promise<Answer>;
  /** As `ask`, for what has to succeed. */
  get<Body>(method: string, path: string, json?: unknown): Promise<Body>;
  /** @returns the body of the answer and the token. */
  signIn(auth: unknown): Promise<Answer & { readonly token: string }>;
  stop(): Promise<void>;
}

export async function startIdentityServer(): Promise<IdentityServer> {
  const { identity, stop } = await openRealIdentity();
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 5_000 });
  const catalog = [
    { type: 'identity', name: 'keystone', path: '/identity/v3' },
    { type: 'image', name: 'glance', path: '' },
    { type: 'block-storage', name: 'cinder', path: '/volume/v3/{project_id}' },
  ];
  await http.register(identityV3({ identity, publicUrl: 'auto', region: 'R1', catalog }), { prefix: '/identity' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  let adminToken = '';

  const ask: IdentityServer['ask'] = async (method, path, { json, token = adminToken, headers } = {}) => {
    const all = new Headers(headers);
    if (token !== null) all.set('x-auth-token', token);
    if (json !== undefined) all.set('content-type', 'application/json');
    const init: RequestInit = { method, headers: all };
    if (json !== undefined) init.body = JSON.stringify(json);
    const answer = await fetch(`${base}/identity${path}`, init);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  };
  const signIn: IdentityServer['signIn'] = async (auth) => {
    const answer = await ask('POST', '/v3/auth/tokens', { json: { auth }, token: null });
    return { ...answer, token: answer.headers.get('x-subject-token') ?? '' };
  };
  const admin = { name: 'admin', domain: { id: 'default' } };
  adminToken = (
    await signIn({
      identity: { methods: ['password'], password: { user: { ...admin, password: PASSWORD } } },
      scope: { project: admin },
    })
  ).token;
  return {
    base,
    adminToken,
    ask,
    signIn,
    get: async <Body>(method: string, path: string, json?: unknown) => {
      const { status, body } = await ask(method, path, { json });
      if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`);
      return body as Body;
    },
    stop: async () => {
      await http.close();
      await stop();
    },
  };
}
