const SECTOR = 2048;

export interface IsoOptions {
  /** Sectors of 2048 bytes that are there. */
  readonly sectors?: number;
  /** Sectors that the volume descriptor claims. */
  readonly claimed?: number;
}

/** An ISO 9660 image (ECMA-119) with a primary volume descriptor and nothing in it. */
export function isoImage(options: IsoOptions = {}): Buffer {
  const { sectors = 32 } = options;
  const image = Buffer.alloc(sectors * SECTOR);
  const at = 16 * SECTOR;
  image.writeUInt8(1, at);
  image.write('CD001\x01', at + 1, 'latin1');
  image.writeUInt32LE(options.claimed ?? sectors, at + 80);
  image.writeUInt32BE(options.claimed ?? sectors, at + 84);
  image.writeUInt16LE(SECTOR, at + 128);
  image.writeUInt16BE(SECTOR, at + 130);
  image.write('\xffCD001\x01', at + SECTOR, 'latin1');
  return image;
}

/** A UDF recognition sequence (ECMA-167 part 2) without ISO 9660. */
export function udfImage(): Buffer {
  const image = Buffer.alloc(32 * SECTOR);
  for (const [index, id] of ['BEA01', 'NSR03', 'TEA01'].entries()) {
    image.write(`\0${id}\x01`, (16 + index) * SECTOR, 'latin1');
  }
  return image;
}
