/** Binary units, in bytes. */
export const KiB = 1024;
export const MiB = 1024 * KiB;
export const GiB = 1024 * MiB;

/** The unit of almost every disk format's offsets, in bytes. */
export const SECTOR = 512;

/** The least multiple of `unit` that is not below `value`; both are non-negative safe integers. */
export function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

export function isPowerOfTwo(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0 && Number.isInteger(Math.log2(value));
}
