import type { DiskRange } from '@ingot/disk';
import type { Findings } from '../report/findings.ts';

/** How much of a part is different; `part` is null for what lies in none: tables, boot code, room between them. */
export interface PartDiff {
  readonly part: string | null;
  /** In bytes. */
  readonly changed: number;
}

/**
 * Adds up by parts of the disk what is different between two images, and lists the parts in which something is.
 * @param ranges that differ, in any order, none overlapping another. @param parts the layout that they are told by; logical
 * volumes lie in partitions, and are counted there.
 */
export async function diffParts(
  ranges: AsyncIterable<DiskRange> | Iterable<DiskRange>,
  parts: Findings['layout']['parts'],
): Promise<readonly PartDiff[]> {
  const placed = parts.flatMap(({ kind, name, offset, size }) =>
    kind === 'logical-volume' ? [] : [{ name, start: offset ?? 0, end: (offset ?? 0) + size, changed: 0 }],
  );
  let elsewhere = 0;
  for await (const { offset, length } of ranges) {
    const end = offset + length;
    elsewhere += length;
    for (const part of placed) {
      const shared = Math.max(0, Math.min(end, part.end) - Math.max(offset, part.start));
      part.changed += shared;
      elsewhere -= shared;
    }
  }
  return [
    ...placed.map(({ name, changed }) => ({ part: name, changed })),
    // Parts that overlap count what they share twice, so that nothing is left for the rest.
    { part: null, changed: Math.max(0, elsewhere) },
  ].filter(({ changed }) => changed > 0);
}
