import { openAsBlob } from 'node:fs';
import { imageApi } from './image-api.ts';
import type { Openrc } from './openrc.ts';

/** Every API of the service in JSON, as one user. */
export interface JsonApi {
  /** @throws {Error} with the words of the service when it refuses */
  ask<Answer>(method: string, path: string, body?: unknown, mediaType?: string): Promise<Answer>;
  /** Sends a file as the data of an image. */
  upload(image: string, file: string | Blob): Promise<void>;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Blob;
}

export async function jsonApi(user: Openrc): Promise<JsonApi> {
  const { token, endpoint } = await imageApi(user);
  const send = async (method: string, path: string, init: Sent): Promise<Response> => {
    const headers = { 'X-Auth-Token': token, ...init.headers };
    const answer = await fetch(`${endpoint}${path}`, { ...init, method, headers });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    ask: async <Answer>(method: string, path: string, body?: unknown, mediaType = 'application/json') => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': mediaType } };
      const text = await (await send(method, path, sent)).text();
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    },
    upload: async (image, file) => {
      const body = typeof file === 'string' ? await openAsBlob(file) : file;
      await send('PUT', `/v2/images/${image}/file`, {
        body,
        headers: { 'Content-Type': 'application/octet-stream' },
      });
    },
  };
}
