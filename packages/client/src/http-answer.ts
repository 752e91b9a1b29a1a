/** What is read of an answer: a `Response` is one. */
export interface HttpAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array<ArrayBuffer>> | null;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** All that is ever asked of `fetch`. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** An answer that sends somewhere else is a failure. */
  readonly redirect: 'error';
}

/** What makes requests: `fetch`, or what fails as it does, with a TypeError for whatever happens to a connection. */
export type Fetch = (url: string, request: HttpRequest) => Promise<HttpAnswer>;
