import type { ByteSource } from '../byte-source.ts';

/** Several sources, none of them empty, one after the other as one. */
export function concatenatedSource(pieces: readonly ByteSource[]): ByteSource {
  const placed: { readonly source: ByteSource; readonly start: number; readonly end: number }[] = [];
  for (const source of pieces) {
    const start = placed.at(-1)?.end ?? 0;
    placed.push({ source, start, end: start + source.size });
  }
  return {
    size: placed.at(-1)?.end ?? 0,
    async read(offset, length) {
      const touched = placed.filter(({ start, end }) => start < offset + length && offset < end);
      const parts: Buffer[] = [];
      for (const { source, start } of touched) {
        const from = Math.max(offset, start);
        const part = await source.read(from - start, offset + length - from);
        // The next piece may be read into the same memory.
        parts.push(touched.length === 1 ? part : Buffer.from(part));
      }
      const [only] = parts;
      return only !== undefined && parts.length === 1 ? only : Buffer.concat(parts);
    },
  };
}
