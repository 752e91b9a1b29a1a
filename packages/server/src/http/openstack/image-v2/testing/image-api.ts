import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { ImageSettings } from '../../../../images/index.ts';
import { startRealImages, type RealImages } from '../../../../images/testing/real-images.ts';
import type { Caller } from '../../../../kernel/caller.ts';
import { IngotError } from '../../../../kernel/errors.ts';
import { newDomainId, newProjectId, newUserId, type ProjectId } from '../../../../kernel/ids.ts';
import type { Authenticator } from '../../../authentication.ts';
import { createHttpServer } from '../../../http-server.ts';
import { imageV2 } from '../image-v2.ts';

/** Who may call: each name is the token too. */
const ROLES = {
  owner: ['member', 'reader'],
  other: ['member', 'reader'],
  reader: ['reader'],
  admin: ['admin', 'member', 'reader'],
};
export type Who = keyof typeof ROLES;

export interface ImageApi {
  readonly url: string;
  readonly port: number;
  readonly real: RealImages;
  readonly authenticator: Authenticator;
  project(who: Who): ProjectId;
  /** One request; a body that is an object is sent as JSON. */
  send(who: Who | null, method: string, path: string, options?: SendOptions): Promise<Response>;
  /** A new image of `owner`, ready for raw data. */
  newImage(attributes?: object): Promise<{ id: string }>;
  /** The same with data. */
  activeImage(data: Buffer, attributes?: object): Promise<string>;
  stop(): Promise<void>;
}

export interface SendOptions {
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** The Image API on a free port of the loopback address, over the real domain, mounted at the root and at `/image`. */
export async function startImageApi(settings?: Partial<ImageSettings>): Promise<ImageApi> {
  const real = await startRealImages(settings);
  const projects = { owner: newProjectId(), other: newProjectId(), reader: newProjectId(), admin: newProjectId() };
  projects.reader = projects.owner;
  const authenticator: Authenticator = {
    authenticate: async (token, requestId) => {
      if (!isWho(token)) throw new IngotError('unauthenticated', 'The token does not hold.');
      return callerAs(token, projects[token], requestId);
    },
  };
  const http = createHttpServer({ logger: pino({ level: 'silent' }), idleTimeout: 2000 });
  const plugin = imageV2({ images: real.images, authenticator, publicUrl: 'auto', version: '0.1.0' });
  await http.register(plugin);
  await http.register(plugin, { prefix: '/image' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const { port } = http.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  const send: ImageApi['send'] = (who, method, path, { headers = {}, json, body } = {}) =>
    fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(who && { 'x-auth-token': who }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(body !== undefined && { 'content-type': 'application/octet-stream' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(body === undefined ? {} : { body }),
    });
  const newImage: ImageApi['newImage'] = async (attributes = {}) => {
    const json = { name: 'test', disk_format: 'raw', container_format: 'bare', ...attributes };
    return (await (await send('owner', 'POST', '/v2/images', { json })).json()) as { id: string };
  };
  return {
    url,
    port,
    real,
    authenticator,
    project: (who) => projects[who],
    send,
    newImage,
    activeImage: async (data, attributes) => {
      const { id } = await newImage(attributes);
      const answer = await send('owner', 'PUT', `/v2/images/${id}/file`, { body: new Uint8Array(data) });
      if (answer.status !== 204) throw new Error(`the upload was answered ${answer.status}: ${await answer.text()}`);
      return id;
    },
    stop: async () => {
      await http.close();
      await real.stop();
    },
  };
}

function isWho(token: string): token is Who {
  return Object.hasOwn(ROLES, token);
}

function callerAs(who: Who, projectId: ProjectId, requestId: string): Caller {
  const domainId = newDomainId();
  return {
    userId: newUserId(),
    userName: who,
    userDomainId: domainId,
    projectId,
    domainId: null,
    roles: new Set(ROLES[who]),
    requestId,
  };
}
