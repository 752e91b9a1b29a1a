import { imageCreate, type ApiClient } from '@ingot/client';
import type { CommandContext } from '../../command/context.ts';
import type { Source } from '../../image-data/source-file.ts';
import { uploadFile } from '../../image-data/upload-file.ts';
import { message } from '../../messages/message.ts';
import { discardImage } from './discard-image.ts';

/**
 * Makes an image of a file. One whose bytes were refused is of no use, and its name would be in the way of the next try: it is
 * deleted again.
 *
 * @param about what the image is, with its name and formats, in the words of the Image API
 * @returns its id
 */
export async function uploadedImage(
  client: ApiClient,
  about: Parameters<typeof imageCreate>[1],
  source: Source,
  { progress, signal }: Pick<CommandContext, 'progress' | 'signal'>,
): Promise<string> {
  const image = await imageCreate(client, about);
  const { id } = image;
  const meter = progress.begin(message('progress.uploading', { name: source.file }), source.size);
  try {
    await uploadFile(client, id, source, { signal, sent: (bytes) => meter.add(bytes) });
  } catch (error) {
    meter.end();
    await discardImage(client, image);
    throw error;
  }
  meter.end();
  return id;
}
