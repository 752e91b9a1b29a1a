import type { ByteSource } from '../byte-source.ts';
import { KiB } from '../bytes/units.ts';

/** Neighbouring inodes and directory blocks come with one read. */
const PAGE = 16 * KiB;
/** 4 MiB in all: the metadata that a walk over a usual guest comes back to. */
const PAGES = 256;

/**
 * Keeps the pages of a source that were read last. What `read` returns stays as it is however long it is kept, but must
 * not be written to. Reads longer than a page pass by, so that file contents drive nothing out.
 */
export function cachedSource(inner: ByteSource): ByteSource {
  // A Map iterates in the order of insertion: the first page is the one not used for longest.
  const pages = new Map<number, Promise<Buffer>>();

  function page(index: number): Promise<Buffer> {
    const kept = pages.get(index);
    if (kept !== undefined) {
      pages.delete(index);
      pages.set(index, kept);
      return kept;
    }
    const [oldest] = pages.keys();
    if (pages.size >= PAGES && oldest !== undefined) pages.delete(oldest);
    const read = inner.read(index * PAGE, PAGE).then((bytes) => Buffer.from(bytes));
    pages.set(index, read);
    // What could not be read once may be read the next time.
    read.catch(() => pages.delete(index));
    return read;
  }

  return {
    size: inner.size,
    async read(offset, length) {
      const end = Math.min(offset + length, inner.size);
      if (offset >= end) return Buffer.alloc(0);
      if (end - offset > PAGE) return Buffer.from(await inner.read(offset, end - offset));
      const first = Math.floor(offset / PAGE);
      const head = (await page(first)).subarray(offset - first * PAGE, end - first * PAGE);
      if (end <= (first + 1) * PAGE) return head;
      return Buffer.concat([head, (await page(first + 1)).subarray(0, end - (first + 1) * PAGE)]);
    },
  };
}
