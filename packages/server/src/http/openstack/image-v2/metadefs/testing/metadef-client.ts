import type { MetadefServer } from './metadef-server.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Null for an empty body. */
  readonly body: unknown;
}

export interface Call {
  readonly as?: 'admin' | 'member' | 'foreigner';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Send = (method: string, path: string, call?: Call) => Promise<Answer>;

/** Sends requests as `openstack` does, as administrator unless said otherwise. */
export function metadefClient(server: MetadefServer): Send {
  return async (method, path, { as = 'admin', body, headers = {} } = {}) => {
    const response = await fetch(`${server.address}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'x-auth-token': as,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
}
