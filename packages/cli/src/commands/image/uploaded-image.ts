import { stat } from 'node:fs/promises';
import { imageCreate, type ApiClient } from '@ingot/client';
import type { CommandContext } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { uploadFile, type Source } from '../../image-data/upload-file.ts';
import { message } from '../../messages/message.ts';

/** A file that can be sent. @throws CommandError `usage` for a directory or a device, or what the file system says */
export async function sourceFile(file: string): Promise<Source> {
  const found = await stat(file);
  if (!found.isFile()) throw new CommandError(EXIT.usage, message('file.not-a-file', { file }));
  return { file, size: found.size };
}

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
  const { id } = await imageCreate(client, about);
  const meter = progress.begin(message('progress.uploading', { name: source.file }), source.size);
  try {
    await uploadFile(client, id, source, { signal, sent: (bytes) => meter.add(bytes) });
  } catch (error) {
    meter.end();
    await client.call('delete', '/v2/images/{image_id}', { path: { image_id: id } });
    throw error;
  }
  meter.end();
  return id;
}
