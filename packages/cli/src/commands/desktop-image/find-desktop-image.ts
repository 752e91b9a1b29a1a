import { imagesNamed, pages, RefusedError, type Answer, type ApiClient } from '@ingot/client';
import { isId, onlyOne } from '../../command/only-one.ts';
import { message } from '../../messages/message.ts';
import { findImage } from '../image/find-image.ts';

export type DesktopImage = Answer<'get', '/api/v1/desktop-images/{id}'>;

/** More images of one name are not looked through. */
const LOOKED_AT = 100;

/**
 * The desktop image of this id, the only one of this name, or the one that `family:NAME` stands for.
 *
 * @throws CommandError `notFound`, or `conflict` when several have the name
 */
export async function findDesktopImage(client: ApiClient, nameOrId: string): Promise<DesktopImage> {
  const get = (id: string): Promise<DesktopImage> =>
    client.call('get', '/api/v1/desktop-images/{id}', { path: { id } });
  if (isId(nameOrId)) return get(nameOrId);
  if (nameOrId.includes(':')) return get((await findImage(client, nameOrId)).id);
  return onlyOne(named(client, nameOrId, get), nameOrId, message('desktop-image.unknown', { name: nameOrId }));
}

/** It has the name of its image; other images may have it as well. */
async function* named(
  client: ApiClient,
  name: string,
  get: (id: string) => Promise<DesktopImage>,
): AsyncIterable<DesktopImage> {
  for (const { id } of await imagesNamed(client, name, LOOKED_AT)) {
    try {
      yield await get(id);
    } catch (error) {
      if (!(error instanceof RefusedError && error.status === 404)) throw error;
    }
  }
}

export interface DesktopImageFilters {
  readonly pool?: string;
  readonly parent?: string;
  readonly allProjects?: boolean;
}

/** Desktop images that fit, asked for page by page as they are taken; the newest first. */
export function desktopImagesOf(client: ApiClient, filters: DesktopImageFilters): AsyncIterable<DesktopImage> {
  return pages(async ({ marker }) => {
    const query = { limit: 100, ...filters, ...(marker !== undefined && { marker }) };
    const { desktopImages, nextMarker } = await client.call('get', '/api/v1/desktop-images', { query });
    return { items: desktopImages, next: nextMarker };
  });
}
