import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { json, text } from 'node:stream/consumers';
import type { Openrc } from './openrc.ts';

/** What the tests read of an image. */
export interface Image {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly size: number | null;
  readonly os_hash_value: string | null;
}

/** The Image API by hand, for what no command line client does: many at once, slow, cut off. */
export interface ImageApi {
  readonly token: string;
  /** The image endpoint of the catalog, without a trailing slash. */
  readonly endpoint: string;
  /** Sends a request with the token; the caller writes the body, ends it and reads the answer. */
  open(method: string, path: string, headers?: Record<string, string>): ClientRequest;
  create(name: string): Promise<Image>;
  /** @returns the status of the answer */
  upload(id: string, bytes: Iterable<Uint8Array>): Promise<number>;
  /** @returns status, length and SHA-256 of what came */
  download(id: string): Promise<{ status: number; size: number; sha256: string }>;
  /** An image as it is on the wire. */
  show(id: string): Promise<Readonly<Record<string, unknown>>>;
  /** Every image that the user sees. */
  list(): Promise<Image[]>;
  delete(id: string): Promise<number>;
}

interface TokenBody {
  readonly token: {
    readonly catalog: readonly {
      readonly type: string;
      readonly endpoints: readonly { readonly interface: string; readonly url: string }[];
    }[];
  };
}

/** Gets a token as OpenStack clients do and finds the image endpoint in its catalog. */
export async function imageApi(user: Openrc): Promise<ImageApi> {
  const { token, endpoint } = await authenticate(user);
  const open: ImageApi['open'] = (method, path, headers = {}) =>
    request(`${endpoint}${path}`, { method, headers: { 'X-Auth-Token': token, ...headers } });
  return {
    token,
    endpoint,
    open,
    create: async (name) => {
      const sent = open('POST', '/v2/images', { 'Content-Type': 'application/json' });
      sent.end(JSON.stringify({ name, disk_format: 'raw', container_format: 'bare', visibility: 'private' }));
      const answer = await answerOf(sent);
      if (answer.statusCode !== 201) throw new Error(`POST /v2/images: ${answer.statusCode} ${await text(answer)}`);
      return (await json(answer)) as Image;
    },
    upload: async (id, bytes) => {
      const sent = open('PUT', `/v2/images/${id}/file`, { 'Content-Type': 'application/octet-stream' });
      const answer = answerOf(sent);
      let answered = false;
      const settled = answer.then(setAnswered, setAnswered);
      function setAnswered(): void {
        answered = true;
      }
      for (const piece of bytes) {
        if (answered) break;
        if (!sent.write(piece)) await Promise.race([once(sent, 'drain'), settled]);
      }
      sent.end();
      return drained(await answer);
    },
    download: async (id) => {
      const answer = await answerOf(open('GET', `/v2/images/${id}/file`).end());
      const hash = createHash('sha256');
      let size = 0;
      for await (const piece of answer as AsyncIterable<Buffer>) {
        hash.update(piece);
        size += piece.length;
      }
      return { status: answer.statusCode ?? 0, size, sha256: hash.digest('hex') };
    },
    show: async (id) => (await json(await answerOf(open('GET', `/v2/images/${id}`).end()))) as Record<string, unknown>,
    list: async () => {
      const images: Image[] = [];
      for (let next: string | undefined = '/v2/images?limit=1000'; next !== undefined;) {
        const answer = await answerOf(open('GET', next).end());
        const page = (await json(answer)) as { images: Image[]; next?: string };
        images.push(...page.images);
        next = page.next;
      }
      return images;
    },
    delete: async (id) => drained(await answerOf(open('DELETE', `/v2/images/${id}`).end())),
  };
}

/** @throws the request's error, also when the connection ends before the answer */
async function answerOf(sent: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
}

async function drained(answer: IncomingMessage): Promise<number> {
  await text(answer);
  return answer.statusCode ?? 0;
}

async function authenticate(user: Openrc): Promise<{ token: string; endpoint: string }> {
  const project =
    user['OS_PROJECT_ID'] === undefined
      ? { name: user['OS_PROJECT_NAME'], domain: { name: user['OS_PROJECT_DOMAIN_NAME'] } }
      : { id: user['OS_PROJECT_ID'] };
  const password = {
    user: {
      name: user['OS_USERNAME'],
      domain: { name: user['OS_USER_DOMAIN_NAME'] },
      password: user['OS_PASSWORD'],
    },
  };
  const response = await fetch(`${user['OS_AUTH_URL']}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ auth: { identity: { methods: ['password'], password }, scope: { project } } }),
  });
  if (response.status !== 201) throw new Error(`POST /auth/tokens: ${response.status} ${await response.text()}`);
  const body = (await response.json()) as TokenBody;
  const endpoints = body.token.catalog.find(({ type }) => type === 'image')?.endpoints ?? [];
  const endpoint = endpoints.find((candidate) => candidate.interface === 'public')?.url.replace(/\/$/, '');
  const token = response.headers.get('X-Subject-Token');
  if (endpoint === undefined || token === null) throw new Error('The token has no image endpoint in its catalog');
  return { token, endpoint };
}
