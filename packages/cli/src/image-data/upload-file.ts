import { createReadStream } from 'node:fs';
import type { ApiClient } from '@ingot/client';
import { sendBody } from './send-body.ts';
import type { Source } from './source-file.ts';

interface Options {
  readonly signal: AbortSignal;
  /** Called with the length of every piece. */
  readonly sent: (bytes: number) => void;
}

const PIECE = 2 ** 20;

/** Sends a file as the bytes of an image. @throws RefusedError, UnreachableError, or what the file system says. */
export async function uploadFile(
  client: ApiClient,
  imageId: string,
  { file, size }: Source,
  options: Options,
): Promise<void> {
  // `end` is the last byte: a file that grows meanwhile is sent as long as it was said to be.
  const pieces: AsyncIterable<Buffer> =
    size === 0 ? nothing() : createReadStream(file, { end: size - 1, highWaterMark: PIECE });
  await sendBody(client, {
    path: `/v2/images/${imageId}/file`,
    length: size,
    pieces,
    ...options,
  });
}

async function* nothing(): AsyncGenerator<Buffer> {}
