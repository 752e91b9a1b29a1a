/** Logical sector of optical discs, in bytes. */
export const DISC_SECTOR = 2048;

/** Where something lies: its first sector, and its length in bytes. */
export interface Extent {
  readonly sector: number;
  readonly length: number;
}

/** What the records of a directory call itself and its parent (ECMA-119 7.6.2). */
export const SELF = Buffer.of(0);
export const PARENT = Buffer.of(1);

/** One entry of a directory (ECMA-119 9.1). The time is not given. */
export function directoryRecord(name: Buffer, { sector, length }: Extent, isDirectory: boolean): Buffer {
  const record = Buffer.alloc(even(33 + name.length));
  record.writeUInt8(record.length, 0);
  bothOrders32(record, sector, 2);
  bothOrders32(record, length, 10);
  record.writeUInt8(isDirectory ? 2 : 0, 25);
  bothOrders16(record, 1, 28);
  record.writeUInt8(name.length, 32);
  name.copy(record, 33);
  return record;
}

/** One entry of a path table (ECMA-119 9.4). @param parent counted from 1. @param order of its numbers' bytes. */
export function pathRecord(name: Buffer, sector: number, parent: number, order: 'little' | 'big'): Buffer {
  const known = name.length === 0 ? SELF : name;
  const record = Buffer.alloc(8 + even(known.length));
  record.writeUInt8(known.length, 0);
  if (order === 'little') {
    record.writeUInt32LE(sector, 2);
    record.writeUInt16LE(parent, 6);
  } else {
    record.writeUInt32BE(sector, 2);
    record.writeUInt16BE(parent, 6);
  }
  known.copy(record, 8);
  return record;
}

export interface Volume {
  readonly label: string;
  readonly isJoliet: boolean;
  /** Sectors of the whole disc. */
  readonly sectors: number;
  readonly pathTable: { readonly little: Extent; readonly big: Extent };
  readonly root: Extent;
}

/** A primary volume descriptor (ECMA-119 8.4), or the supplementary one of Joliet (8.5). No time is given. */
export function volumeDescriptor({ label, isJoliet, sectors, pathTable, root }: Volume): Buffer {
  const descriptor = Buffer.alloc(DISC_SECTOR);
  const text = (from: number, length: number, words = ''): void => {
    if (isJoliet)
      Buffer.from(words.padEnd(length >> 1), 'utf16le')
        .swap16()
        .copy(descriptor, from);
    else descriptor.write(words.padEnd(length), from, 'latin1');
  };
  beginDescriptor(descriptor, isJoliet ? 2 : 1);
  text(8, 32);
  text(40, 32, label);
  bothOrders32(descriptor, sectors, 80);
  // UCS-2, level 3: what Joliet is known by.
  if (isJoliet) descriptor.write('%/E', 88, 'latin1');
  for (const at of [120, 124]) bothOrders16(descriptor, 1, at);
  bothOrders16(descriptor, DISC_SECTOR, 128);
  bothOrders32(descriptor, pathTable.little.length, 132);
  descriptor.writeUInt32LE(pathTable.little.sector, 140);
  descriptor.writeUInt32BE(pathTable.big.sector, 148);
  directoryRecord(SELF, root, true).copy(descriptor, 156);
  for (const at of [190, 318, 446, 574]) text(at, 128);
  for (const at of [702, 739, 776]) text(at, 36);
  for (const at of [813, 830, 847, 864]) descriptor.write('0'.repeat(16), at, 'latin1');
  descriptor.writeUInt8(1, 881);
  return descriptor;
}

/** What ends the list of descriptors (ECMA-119 8.3). */
export function lastDescriptor(): Buffer {
  const descriptor = Buffer.alloc(DISC_SECTOR);
  beginDescriptor(descriptor, 255);
  return descriptor;
}

function beginDescriptor(descriptor: Buffer, type: number): void {
  descriptor.writeUInt8(type, 0);
  descriptor.write('CD001', 1, 'latin1');
  descriptor.writeUInt8(1, 6);
}

/** Numbers are written twice (ECMA-119 7.2.3, 7.3.3). */
function bothOrders16(bytes: Buffer, value: number, at: number): void {
  bytes.writeUInt16LE(value, at);
  bytes.writeUInt16BE(value, at + 2);
}

function bothOrders32(bytes: Buffer, value: number, at: number): void {
  bytes.writeUInt32LE(value, at);
  bytes.writeUInt32BE(value, at + 4);
}

function even(length: number): number {
  return length + (length % 2);
}
