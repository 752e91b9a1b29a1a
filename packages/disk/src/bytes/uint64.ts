import { DiskError } from '../disk-error.ts';

const TWO_32 = 2 ** 32;

/**
 * Unsigned 64-bit integer at `offset`, as a number. Sizes and offsets beyond 2^53 - 1 do not occur in real files.
 * @throws DiskError `malformed` when the value is not a safe integer.
 */
export function uint64BE(bytes: Buffer, offset: number): number {
  return narrow(bytes.readUInt32BE(offset), bytes.readUInt32BE(offset + 4), offset);
}

/** Little-endian twin of {@link uint64BE}. */
export function uint64LE(bytes: Buffer, offset: number): number {
  return narrow(bytes.readUInt32LE(offset + 4), bytes.readUInt32LE(offset), offset);
}

function narrow(high: number, low: number, offset: number): number {
  const value = high * TWO_32 + low;
  if (!Number.isSafeInteger(value)) {
    throw new DiskError('malformed', `The 64-bit field at byte ${offset} of a header holds an impossible number.`);
  }
  return value;
}
