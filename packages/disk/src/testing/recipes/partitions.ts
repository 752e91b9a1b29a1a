import { crc32 } from 'node:zlib';

const SECTOR = 512;

/** Writes an MBR with one Linux partition over the first sector. */
export function writeMbr(disk: Buffer, type = 0x83): Buffer {
  disk.writeUInt8(0x80, 446);
  disk.writeUInt8(type, 450);
  disk.writeUInt32LE(1, 454);
  disk.writeUInt32LE(Math.max(1, disk.length / SECTOR - 1), 458);
  disk.writeUInt16LE(0xaa55, 510);
  return disk;
}

/** Writes a protective MBR, and the GPT header at `sector` (its second copy ends the disk). The entries stay empty. */
export function writeGpt(disk: Buffer, sector = 1): Buffer {
  writeMbr(disk, 0xee);
  const at = sector * SECTOR;
  disk.write('EFI PART', at, 'latin1');
  disk.writeUInt32LE(0x00010000, at + 8);
  disk.writeUInt32LE(92, at + 12);
  disk.writeBigUInt64LE(BigInt(sector), at + 24);
  disk.writeUInt32LE(crc32(disk.subarray(at, at + 92)), at + 16);
  return disk;
}
