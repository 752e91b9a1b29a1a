import { KiB } from '../../bytes/units.ts';

export interface LuksOptions {
  readonly version?: number;
  /** Of version 1, in sectors; of version 2, the header's length in bytes. */
  readonly payload?: number;
}

/** The part of a LUKS header that can be read without a key, and 64 KiB of what might be ciphertext. */
export function luksImage(options: LuksOptions = {}): Buffer {
  const { version = 1 } = options;
  const image = Buffer.alloc(128 * KiB, 0xa5).fill(0, 0, 64 * KiB);
  image.write('LUKS\xba\xbe', 0, 'latin1');
  image.writeUInt16BE(version, 6);
  if (version === 1) image.writeUInt32BE(options.payload ?? 128, 104);
  else image.writeBigUInt64BE(BigInt(options.payload ?? 16 * KiB), 8);
  return image;
}
