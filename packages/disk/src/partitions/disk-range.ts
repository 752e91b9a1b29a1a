/** Bytes of a disk, `length` of them from `offset` on. */
export interface DiskRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * Where the bytes `[offset, offset + length)` of something lie on the disk that itself lies there in `ranges`, one after
 * the other. What reaches past its end is not there: the result is so much shorter.
 */
export function sliceRanges(ranges: readonly DiskRange[], offset: number, length: number): DiskRange[] {
  const slice: DiskRange[] = [];
  let start = 0;
  for (const range of ranges) {
    const from = Math.max(offset, start);
    const to = Math.min(offset + length, start + range.length);
    if (from < to) slice.push({ offset: range.offset + from - start, length: to - from });
    start += range.length;
  }
  return slice;
}
