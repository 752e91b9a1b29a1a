import { createHash } from 'node:crypto';

/**
 * Bytes that formats want to be unique, made of what the disk is: the same disk becomes the same file, always.
 *
 * @param identity of the disk. @param purpose tells the identifiers of one file apart. @returns up to 32 bytes.
 */
export function uniqueBytes(identity: Buffer, purpose: string, length: number): Buffer {
  return createHash('sha256').update(identity).update(purpose).digest().subarray(0, length);
}

/** A random-looking UUID of version 4 (RFC 9562), in the order of its printed form. */
export function uniqueUuid(identity: Buffer, purpose: string): Buffer {
  const uuid = Buffer.from(uniqueBytes(identity, purpose, 16));
  uuid.writeUInt8((uuid.readUInt8(6) & 0x0f) | 0x40, 6);
  uuid.writeUInt8((uuid.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuid;
}
