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

/** The inverse of {@link guidAt}: writes the 16 bytes of `id` at `offset`. */
export function writeGuid(bytes: Buffer, offset: number, id: string): void {
  const groups = Buffer.from(id.replaceAll('-', ''), 'hex');
  bytes.writeUInt32LE(groups.readUInt32BE(0), offset);
  bytes.writeUInt16LE(groups.readUInt16BE(4), offset + 4);
  bytes.writeUInt16LE(groups.readUInt16BE(6), offset + 6);
  groups.copy(bytes, offset + 8, 8, 16);
}
