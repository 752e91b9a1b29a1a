import { pages, type Answer, type ApiClient } from '@ingot/client';
import { isId, onlyOne } from '../../command/only-one.ts';
import { message } from '../../messages/message.ts';

export type ImagePool = Answer<'get', '/api/v1/image-pools/{id}'>;

/** The image pool of this id or name. @throws CommandError `notFound` */
export async function findPool(client: ApiClient, nameOrId: string): Promise<ImagePool> {
  if (isId(nameOrId)) return client.call('get', '/api/v1/image-pools/{id}', { path: { id: nameOrId } });
  return onlyOne(named(client, nameOrId), nameOrId, message('pool.unknown', { name: nameOrId }));
}

/** No two have the same name, and they come in order of it. */
async function* named(client: ApiClient, name: string): AsyncIterable<ImagePool> {
  for await (const pool of poolsOf(client)) {
    if (pool.name !== name) continue;
    yield pool;
    return;
  }
}

/** All image pools, asked for page by page as they are taken, by name. */
export function poolsOf(client: ApiClient): AsyncIterable<ImagePool> {
  return pages(async ({ marker }) => {
    const query = { limit: 100, ...(marker !== undefined && { marker }) };
    const { pools, nextMarker } = await client.call('get', '/api/v1/image-pools', { query });
    return { items: pools, next: nextMarker };
  });
}
