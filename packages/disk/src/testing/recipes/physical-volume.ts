import { crc32 } from 'node:zlib';
import { MiB, SECTOR } from '../../bytes/units.ts';

export interface PhysicalVolumeOptions {
  /** 32 characters. */
  readonly id: string;
  /** LVM's own text; none where null. */
  readonly text: string | null;
  /** Where the text begins in its area, in bytes; past the middle it goes on at the front. */
  readonly textStart?: number;
}

/** Where the data begin in what {@link writePhysicalVolume} writes. */
export const LVM_DATA = MiB;
const AREA = 4096;
const AREA_SIZE = LVM_DATA - AREA;
const AREA_HEADER = 512;

/** Writes the label and the metadata area of an LVM2 physical volume over the first MiB of `disk` (lib/format_text/layout.h). */
export function writePhysicalVolume(disk: Buffer, options: PhysicalVolumeOptions): Buffer {
  const { id, text, textStart = 4608 } = options;
  const label = disk.subarray(SECTOR, 2 * SECTOR);
  label.write('LABELONE', 'latin1');
  label.writeBigUInt64LE(1n, 8);
  label.writeUInt32LE(32, 20);
  label.write('LVM2 001', 24, 'latin1');
  label.write(id.replaceAll('-', ''), 32, 'latin1');
  const fields = [disk.length, LVM_DATA, 0, 0, 0, AREA, AREA_SIZE, 0, 0];
  for (const [index, field] of fields.entries()) label.writeBigUInt64LE(BigInt(field), 64 + index * 8);
  label.writeUInt32LE(lvmCrc(label.subarray(20)), 16);

  const header = disk.subarray(AREA, AREA + AREA_HEADER);
  header.write(' LVM2 x[5A%r0N*>', 4, 'latin1');
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(BigInt(AREA), 24);
  header.writeBigUInt64LE(BigInt(AREA_SIZE), 32);
  if (text !== null) {
    const bytes = Buffer.from(`${text}\0`);
    header.writeBigUInt64LE(BigInt(textStart), 40);
    header.writeBigUInt64LE(BigInt(bytes.length), 48);
    header.writeUInt32LE(lvmCrc(bytes), 56);
    const straight = bytes.copy(disk, AREA + textStart, 0, Math.max(0, AREA_SIZE - textStart));
    bytes.copy(disk, AREA + AREA_HEADER, straight);
  }
  header.writeUInt32LE(lvmCrc(header.subarray(4)), 0);
  return disk;
}

function lvmCrc(bytes: Buffer): number {
  return ~crc32(bytes, ~0xf597a6cf >>> 0) >>> 0;
}
