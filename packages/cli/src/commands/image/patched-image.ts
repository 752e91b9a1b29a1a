import type { ApiClient, Image, Input } from '@ingot/client';

export type ImagePatch = Input<'patch', '/v2/images/{image_id}'>['body'];

/** Changes members of an image. @returns the image as it is then */
export async function patchedImage(client: ApiClient, id: string, body: ImagePatch): Promise<Image> {
  const mediaType = 'application/openstack-images-v2.1-json-patch';
  return (await client.call('patch', '/v2/images/{image_id}', { path: { image_id: id }, body, mediaType })) as Image;
}
