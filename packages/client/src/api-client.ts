import { refusalOf, UnreachableError } from './failure.ts';
import type { Fetch, HttpAnswer } from './http-answer.ts';
import type { Answer, Input, Method, PathOf } from './operation.ts';

export interface ApiClientOptions {
  /** Of the service, such as `https://images.example.org`, with or without a final slash; in a browser '' is where the page is from. */
  readonly base: string;
  /** Null where a browser's cookie says who asks. */
  readonly token: string | null;
  /** What makes the requests; a browser's and Node's own unless told. */
  readonly fetch?: Fetch;
}

/** What a request is made of, whatever the operation: the types of `Input` without their details. */
interface RequestParts {
  readonly path?: object;
  readonly query?: object;
  readonly openQuery?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly mediaType?: string;
  readonly signal?: AbortSignal;
}

/** What `open` takes beside method and path. */
interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

type Arguments<Parts> = object extends Parts
  ? [input?: Parts & { readonly signal?: AbortSignal }]
  : [input: Parts & { readonly signal?: AbortSignal }];

/**
 * The HTTP APIs of the service, typed by its OpenAPI document:
 *
 *     const { images } = await client.call('get', '/v2/images', { query: { limit: 20 } });
 */
export class ApiClient {
  /** Without a final slash. */
  readonly base: string;
  readonly #token: string | null;
  readonly #fetch: Fetch;

  constructor({ base, token, fetch = globalThis.fetch }: ApiClientOptions) {
    this.base = base.replace(/\/+$/, '');
    this.#token = token;
    // A browser's own does not serve as a method of anything else.
    this.#fetch = (input, init) => fetch(input, init);
  }

  /** Who asks, for those who make a request of their own. */
  get headers(): Readonly<Record<string, string>> {
    return this.#token === null ? {} : { 'X-Auth-Token': this.#token };
  }

  /**
   * Calls an operation and reads the JSON of its answer.
   *
   * @throws RefusedError when the service says no, UnreachableError when it says nothing.
   */
  async call<M extends Method, Path extends PathOf<M>>(
    method: M,
    path: Path,
    ...[input]: Arguments<Input<M, Path>>
  ): Promise<Answer<M, Path>> {
    const parts: RequestParts = input ?? {};
    const response = await this.open(method, pathWith(path, parts), {
      ...(parts.body !== undefined && {
        body: JSON.stringify(parts.body),
        headers: { 'Content-Type': parts.mediaType ?? 'application/json' },
      }),
      ...(parts.signal && { signal: parts.signal }),
    });
    return (await this.#json(response)) as Answer<M, Path>;
  }

  /**
   * Sends a request and leaves the body of the answer, however long, to be read.
   *
   * @param path with its query, as it is on the wire
   * @throws RefusedError when the service says no, UnreachableError when it says nothing.
   */
  async open(method: string, path: string, init: RequestOptions = {}): Promise<HttpAnswer> {
    const url = this.base + path;
    const headers = { Accept: 'application/json', ...this.headers, ...init.headers };
    const response = await this.#answered(url, () =>
      this.#fetch(url, { ...init, method: method.toUpperCase(), headers, redirect: 'error' }),
    );
    if (!response.ok) throw await this.#answered(url, () => refusalOf(response));
    return response;
  }

  async #json(response: HttpAnswer): Promise<unknown> {
    const text = await this.#answered(response.url, () => response.text());
    return text === '' ? undefined : JSON.parse(text);
  }

  async #answered<Value>(url: string, ask: () => Promise<Value>): Promise<Value> {
    try {
      return await ask();
    } catch (error) {
      // `fetch` fails with a TypeError whatever happens to a connection; whoever aborts gets his own reason back.
      if (error instanceof TypeError) throw new UnreachableError(url, error);
      throw error;
    }
  }
}

function pathWith(template: string, { path = {}, query = {}, openQuery = {} }: RequestParts): string {
  const values = new Map<string, unknown>(Object.entries(path));
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries<unknown>({ ...query, ...openQuery })) {
    if (value !== undefined) search.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}
