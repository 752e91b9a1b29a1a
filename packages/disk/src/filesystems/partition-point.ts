/**
 * How many of `count` sorted things come before a point: `isBefore` is true for the first so many, and for none behind.
 * The last thing before the point has the number one less.
 */
export function partitionPoint(count: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
