/** The 16 bytes at `offset` as a UUID is printed, in the order in which they lie (RFC 9562 section 4). */
export function uuidAt(bytes: Buffer, offset: number): string {
  return bytes.toString('hex', offset, offset + 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
