import type { ApiClient, Image } from '@ingot/client';
import { patchedImage } from './patched-image.ts';

/**
 * Deletes an image that has come to nothing, also one that was to be protected. What keeps it from that is passed over: it
 * is not what went wrong, and that is what is told.
 */
export async function discardImage(
  client: ApiClient,
  { id, protected: isProtected }: Pick<Image, 'id' | 'protected'>,
): Promise<void> {
  try {
    if (isProtected) await patchedImage(client, id, [{ op: 'replace', path: '/protected', value: false }]);
    await client.call('delete', '/v2/images/{image_id}', { path: { image_id: id } });
  } catch {
    // It stays in the lists, without data, and can be deleted by hand.
  }
}
