import { imageGet, imagesNamed, type ApiClient, type Image } from '@ingot/client';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The image of this id, or the only one of this name that the caller sees.
 *
 * @throws CommandError `notFound`, or `conflict` when several have the name
 */
export async function findImage(client: ApiClient, nameOrId: string): Promise<Image> {
  if (UUID.test(nameOrId)) return imageGet(client, nameOrId);
  const [image, ...others] = await imagesNamed(client, nameOrId, 10);
  if (image === undefined) {
    throw new CommandError(EXIT.notFound, message('image.unknown', { name: nameOrId }), {
      hint: message('hint.image-list'),
    });
  }
  if (others.length > 0) {
    const ids = [image, ...others].map(({ id }) => id).join(', ');
    throw new CommandError(EXIT.conflict, message('image.ambiguous', { name: nameOrId }), {
      hint: message('hint.one-of-ids', { ids }),
    });
  }
  return image;
}
