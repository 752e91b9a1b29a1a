import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { Server as SecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export const SERVICE_PASSWORD = 'of the service';

/** How to answer one request: a status and a body, or something else altogether. */
export type Answer = { readonly status: number; readonly body?: unknown } | 'silence' | 'reset' | 'nonsense';

/**
 * Answers as Keystone does where a real one cannot be made to: slowly, wrongly, not at all, just when a test wants it.
 * The real one is in `acceptance/`.
 */
export interface FakeKeystoneOptions {
  /** Makes the server that listens; one without TLS unless given. */
  readonly server?: (listener: RequestListener) => Server;
}

export interface FakeKeystone {
  readonly url: string;
  /** Bodies by token: what `GET /v3/auth/tokens` answers to. Unknown ones are not found. */
  readonly tokens: Map<string, object>;
  /** What `GET /v3/OS-REVOKE/events` lists. */
  events: object[];
  /** Overrides the answer to whatever it returns one for. @param kind as in `counts` */
  misbehave: (kind: RequestKind, request: IncomingMessage) => Answer | undefined;
  /** Milliseconds that a token for the service holds. */
  serviceTokenLifetime: number;
  password: string;
  /** Requests that came in. */
  readonly counts: Record<RequestKind, number>;
  readonly connections: () => number;
  /** Resolves with the next request of this kind. */
  next(kind: RequestKind): Promise<IncomingMessage>;
  /** Voids the service's tokens. */
  forgetServiceTokens(): void;
  stop(): Promise<void>;
}

export type RequestKind = 'sign-in' | 'validate' | 'events';

export async function startFakeKeystone({
  server: make = createServer,
}: FakeKeystoneOptions = {}): Promise<FakeKeystone> {
  const arrivals = new EventEmitter();
  const serviceTokens = new Set<string>();
  const sockets = new Set<Socket>();
  let connections = 0;
  let issued = 0;

  function signIn(body: string): { answer: Answer; token?: string } {
    const { password } = (JSON.parse(body) as { auth: { identity: { password: { user: { password: string } } } } }).auth
      .identity.password.user;
    if (password !== fake.password) return { answer: { status: 401, body: { error: { code: 401 } } } };
    const token = `service-${++issued}`;
    serviceTokens.add(token);
    const now = Date.now();
    const described = tokenBody({ expiresAt: now + fake.serviceTokenLifetime, issuedAt: now, roles: ['service'] });
    return { answer: { status: 201, body: described }, token };
  }

  function answerTo(kind: RequestKind, request: IncomingMessage): Answer {
    if (!serviceTokens.has(String(request.headers['x-auth-token']))) return { status: 401 };
    if (kind === 'events') return { status: 200, body: { events: fake.events } };
    const body = fake.tokens.get(String(request.headers['x-subject-token']));
    return body ? { status: 200, body } : { status: 404, body: { error: { code: 404 } } };
  }

  const server = make((request, response) => {
    void (async () => {
      const kind = kindOf(request);
      const body = await text(request);
      fake.counts[kind] += 1;
      const signedIn = kind === 'sign-in' ? signIn(body) : null;
      const answer = fake.misbehave(kind, request) ?? signedIn?.answer ?? answerTo(kind, request);
      arrivals.emit(kind, request);
      if (answer === 'silence') return;
      if (answer === 'reset') request.socket.resetAndDestroy();
      else if (answer === 'nonsense') response.end('<html>');
      else {
        if (signedIn?.token !== undefined) response.setHeader('x-subject-token', signedIn.token);
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
      }
    })();
  });
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket.on('close', () => sockets.delete(socket)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const fake: FakeKeystone = {
    url: `${server instanceof SecureServer ? 'https' : 'http'}://127.0.0.1:${port}`,
    tokens: new Map(),
    events: [],
    misbehave: () => undefined,
    serviceTokenLifetime: 3_600_000,
    password: SERVICE_PASSWORD,
    counts: { 'sign-in': 0, validate: 0, events: 0 },
    connections: () => connections,
    next: async (kind) => ((await once(arrivals, kind)) as [IncomingMessage])[0],
    forgetServiceTokens: () => {
      serviceTokens.clear();
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return fake;
}

function kindOf({ method, url }: IncomingMessage): RequestKind {
  if (url?.startsWith('/v3/OS-REVOKE/events')) return 'events';
  return method === 'POST' ? 'sign-in' : 'validate';
}

export interface Described {
  readonly expiresAt?: number;
  readonly issuedAt?: number;
  readonly roles?: readonly string[];
  readonly auditId?: string;
  readonly userId?: string;
  /** Instead of a project. */
  readonly scope?: object;
  /** Whatever else the description has. */
  readonly more?: object;
}

/** A token's description, for the project `alpha` unless it says otherwise. */
export function tokenBody(described: Described = {}): object {
  const { expiresAt = Date.now() + 3_600_000, issuedAt = Date.now(), roles = ['member', 'reader'] } = described;
  const domain = { id: 'default', name: 'Default' };
  return {
    token: {
      methods: ['password'],
      user: { id: described.userId ?? 'a1', name: 'anna', domain, password_expires_at: null },
      audit_ids: [described.auditId ?? 'audit-of-anna'],
      expires_at: new Date(expiresAt).toISOString(),
      issued_at: new Date(issuedAt).toISOString(),
      ...(described.scope ?? { project: { id: 'p1', name: 'alpha', domain } }),
      roles: roles.map((name) => ({ id: `role-${name}`, name })),
      ...described.more,
    },
  };
}
