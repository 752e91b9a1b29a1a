import type { ByteSource } from '../byte-source.ts';
import { KiB } from './units.ts';

const PAGE = 16 * KiB;
const PAGES = 64;

/**
 * Keeps the 64 pages of 16 KiB used last (1 MiB in all), for metadata: many small reads, near each other. What it returns
 * is never written again, so it may be kept. Reads longer than a page pass by, for they would push out everything else.
 */
export function pagedSource(inner: ByteSource): ByteSource {
  const pages = new Map<number, Buffer>();

  async function page(index: number): Promise<Buffer> {
    // Copied: the source may use its memory again.
    const bytes = pages.get(index) ?? Buffer.from(await inner.read(index * PAGE, PAGE));
    pages.delete(index);
    pages.set(index, bytes);
    for (const oldest of pages.keys()) {
      if (pages.size <= PAGES) break;
      pages.delete(oldest);
    }
    return bytes;
  }

  return {
    size: inner.size,
    async read(offset, length) {
      if (length > PAGE) return Buffer.from(await inner.read(offset, length));
      const start = offset % PAGE;
      const index = (offset - start) / PAGE;
      const first = (await page(index)).subarray(start, start + length);
      if (start + length <= PAGE) return first;
      return Buffer.concat([first, (await page(index + 1)).subarray(0, start + length - PAGE)]);
    },
  };
}
