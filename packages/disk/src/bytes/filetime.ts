const TICKS_PER_MS = 10_000n;
/** From 1601-01-01 to 1970-01-01, in milliseconds. */
const EPOCH = 11_644_473_600_000n;

/** FILETIME at `offset` ([MS-DTYP] 2.3.3) as milliseconds since the Unix epoch. */
export function filetimeAt(bytes: Buffer, offset: number): number {
  return Number(bytes.readBigUInt64LE(offset) / TICKS_PER_MS - EPOCH);
}
