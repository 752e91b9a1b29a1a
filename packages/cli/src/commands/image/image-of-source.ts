import { imageGet, type ApiClient, type Image, type Input } from '@ingot/client';
import type { OptionValues } from '../../command/command.ts';
import type { IMAGE_SETTINGS } from './image-settings.ts';

type NewImage = Input<'post', '/api/v1/images'>['body'];

/** Makes an image of what the service has already. What is not said of it is as it is there. */
export async function imageOfSource(
  client: ApiClient,
  source: NewImage['source'],
  name: string,
  options: OptionValues<typeof IMAGE_SETTINGS> & { readonly tag: readonly string[] },
): Promise<Image> {
  const { visibility, property, tag, 'min-disk': minDisk, 'min-ram': minRam } = options;
  const body: NewImage = {
    source,
    name,
    ...(visibility !== undefined && { visibility }),
    ...(Object.keys(property).length > 0 && { properties: property }),
    ...(tag.length > 0 && { tags: [...tag] }),
    ...(minDisk !== undefined && { minDisk }),
    ...(minRam !== undefined && { minRam }),
    ...(options.protected && { protected: true }),
    ...(options.hidden && { hidden: true }),
  };
  return imageGet(client, (await client.call('post', '/api/v1/images', { body })).id);
}
