const BLOCK = 512;

export interface TarFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** As the header says it; that of the bytes unless given. */
  readonly size?: number;
  /** As in the header; '0' is a regular file. */
  readonly type?: string;
}

/** A tar file in the ustar format (POSIX.1-2017, pax). */
export function tarFile(files: readonly TarFile[]): Buffer {
  const entries = files.flatMap(({ name, bytes, size = bytes.length, type = '0' }) => {
    const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
    return [header(name, size, type), bytes, padding];
  });
  return Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]);
}

function header(name: string, size: number, type: string): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'latin1');
  block.write('0000644\0', 100);
  if (size < 8 ** 11) block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write(' '.repeat(8), 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
