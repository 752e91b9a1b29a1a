import type { Blocks, ByteSource } from '@ingot/disk';

/** A range of bytes, as far as there are some, as one's own. @throws what reading throws, the signal's reason. */
export async function readBytes(
  from: Pick<Blocks, 'size' | 'read'>,
  offset: number,
  length: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, Math.min(length, from.size - offset)));
  let filled = 0;
  const sink = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) filled += piece.copy(bytes, filled);
  };
  if (bytes.length > 0) await from.read(offset, bytes.length, sink, signal);
  return bytes;
}

/** For those who read here and there. */
export function byteSource(from: Pick<Blocks, 'size' | 'read'>, signal: AbortSignal): ByteSource {
  return { size: from.size, read: (offset, length) => readBytes(from, offset, length, signal) };
}
