import { imageGet, imagesNamed, type ApiClient, type Image } from '@ingot/client';
import { isId, onlyOne } from '../../command/only-one.ts';
import { message } from '../../messages/message.ts';

const FAMILY = 'family:';

/**
 * The image of this id, or the only one of this name that the caller sees; for `family:NAME` the one that the family
 * stands for.
 *
 * @throws CommandError `notFound`, or `conflict` when several have the name
 */
export async function findImage(client: ApiClient, nameOrId: string): Promise<Image> {
  if (isId(nameOrId)) return imageGet(client, nameOrId);
  if (nameOrId.startsWith(FAMILY)) {
    const path = { name: nameOrId.slice(FAMILY.length) };
    return imageGet(client, (await client.call('get', '/api/v1/families/{name}/latest', { path })).id);
  }
  return onlyOne(await imagesNamed(client, nameOrId, 10), nameOrId, message('image.unknown', { name: nameOrId }));
}
