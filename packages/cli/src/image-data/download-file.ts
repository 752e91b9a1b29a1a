import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { UnreachableError, type ApiClient, type Image } from '@ingot/client';
import { CommandError, EXIT } from '../command/failure.ts';
import { message } from '../messages/message.ts';

interface Options {
  readonly signal: AbortSignal;
  /** Called with the length of every piece. */
  readonly received: (bytes: number) => void;
}

/** The bytes of an image, checked against its SHA-512 where it has one. @throws CommandError when they differ */
async function* imageBytes(client: ApiClient, image: Image, { signal, received }: Options): AsyncIterable<Buffer> {
  const path = `/v2/images/${image.id}/file`;
  const response = await client.open('get', path, { signal, headers: { Accept: 'application/octet-stream' } });
  const hash = createHash('sha512');
  let length = 0;
  try {
    for await (const piece of response.body ?? []) {
      hash.update(piece);
      length += piece.length;
      received(piece.length);
      yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    }
  } catch (error) {
    if (error instanceof TypeError) throw new UnreachableError(client.base + path, error);
    throw error;
  }
  const expected = image.os_hash_value;
  const whole = length === image.size && (expected === null || hash.digest('hex') === expected);
  if (!whole) throw new CommandError(EXIT.failed, message('download.damaged', { id: image.id }));
}

/** Writes the bytes beside `file` and puts them in its place when all are there: whoever looks sees all or nothing. */
export async function downloadFile(client: ApiClient, image: Image, file: string, options: Options): Promise<void> {
  const partial = `${file}.${randomUUID()}.partial`;
  try {
    const handle = await open(partial, 'wx');
    try {
      for await (const piece of imageBytes(client, image, options)) await handle.write(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
