import type { ByteSource } from '../byte-source.ts';
import { DiskError } from '../disk-error.ts';

/**
 * Exactly `length` bytes at `offset`, valid until the next read of the source.
 * @param length bounded by the caller. @param what names the structure in the error, e.g. `inode 128`.
 * @throws DiskError `malformed` when they do not all lie within the source, and what the source throws.
 */
export async function readExactly(source: ByteSource, offset: number, length: number, what: string): Promise<Buffer> {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset + length > source.size) {
    throw new DiskError(
      'malformed',
      `The ${what} should lie at byte ${offset}, but the disk has ${source.size} bytes.`,
    );
  }
  return source.read(offset, length);
}

/** The same bytes in memory of their own, to keep. */
export async function readCopy(source: ByteSource, offset: number, length: number, what: string): Promise<Buffer> {
  return Buffer.from(await readExactly(source, offset, length, what));
}
