const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** Microsoft GUID at `offset`, as it is printed, lower case: the first three groups are little-endian ([MS-DTYP] 2.3.4.2). */
export function guidAt(bytes: Buffer, offset: number): string {
  return [
    hex(bytes.readUInt32LE(offset), 8),
    hex(bytes.readUInt16LE(offset + 4), 4),
    hex(bytes.readUInt16LE(offset + 6), 4),
    bytes.toString('hex', offset + 8, offset + 10),
    bytes.toString('hex', offset + 10, offset + 16),
  ].join('-');
}

/** True when all bytes are zero: a nil GUID, an unused field, padding. */
export function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}
