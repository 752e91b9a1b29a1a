import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { IngotError } from '../../../../kernel/errors.ts';
import { newDomainId, newProjectId, newUserId, type ProjectId } from '../../../../kernel/ids.ts';
import type { Volumes } from '../../../../volumes/index.ts';
import { createHttpServer } from '../../../http-server.ts';
import { volumeV3 } from '../index.ts';

/** Who may call: each name is the token too. */
const ROLES = { owner: ['member', 'reader'], admin: ['admin', 'member', 'reader'] } as const;
export type Who = keyof typeof ROLES;

export interface VolumeServer {
  /** Of the whole service, without a slash at its end. */
  readonly base: string;
  project(who: Who): ProjectId;
  /** One request; `path` begins after the project, unless it is an address. */
  send(who: Who | null, method: string, path: string, options?: SendOptions): Promise<Answer>;
  stop(): Promise<void>;
}

export interface SendOptions {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Null where there is none. */
  readonly body: unknown;
}

/** The Block Storage API on a free port of the loopback address. */
export async function startVolumeServer(volumes: Volumes): Promise<VolumeServer> {
  const projects = { owner: newProjectId(), admin: newProjectId() };
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 5000 });
  const api = volumeV3({
    volumes,
    publicUrl: 'auto',
    authenticator: {
      authenticate: async (token, requestId) => {
        if (token !== 'owner' && token !== 'admin') throw new IngotError('unauthenticated', 'The token is not known.');
        return {
          userId: newUserId(),
          userName: token,
          userDomainId: newDomainId(),
          projectId: projects[token],
          domainId: null,
          roles: new Set(ROLES[token]),
          requestId,
        };
      },
    },
  });
  await http.register(api, { prefix: '/volume' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  return {
    base,
    project: (who) => projects[who],
    send: async (who, method, path, { json, headers = {} } = {}) => {
      const url = path.startsWith('http') ? path : `${base}/volume/v3/${projects[who ?? 'owner']}${path}`;
      const response = await fetch(url, {
        method,
        headers: {
          ...(who && { 'x-auth-token': who }),
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
    },
    stop: () => http.close(),
  };
}
