import type { ByteSource } from '../byte-source.ts';
import { isPowerOfTwo, SECTOR } from '../bytes/units.ts';
import { readExactly } from './bounded-read.ts';
import type { FormatProbe } from './format-probe.ts';
import { findPartitionTable } from './partition-table.ts';
import { refuse } from './refusal.ts';

/** Logical sector of optical discs, in bytes; descriptors begin at the sixteenth (ECMA-119 6.2.1). */
const DISC_SECTOR = 2048;
const FIRST_DESCRIPTOR = 16;
/** UDF's recognition sequence may follow other descriptors (ECMA-167 2/8.3); no known writer needs more. */
const LAST_DESCRIPTOR = 31;
/** Discs end in up to 150 sectors of padding, counted in the volume's size, that tools cut off. */
const RUN_OUT = 150 * DISC_SECTOR;

/**
 * Optical disc images: ISO 9660 (ECMA-119), with or without UDF (ECMA-167).
 *
 * "Hybrid" discs also carry a partition table, so that they boot from a USB stick; they count as ISO all the same.
 * QEMU knows no such format and shows the bytes as they are: `virtualSize` is their number.
 */
export const iso: FormatProbe = {
  format: 'iso',
  async detect(source) {
    const first = await descriptorId(source, FIRST_DESCRIPTOR);
    if (first === 'CD001') return true;
    if (first !== 'BEA01') return false;
    for (let sector = FIRST_DESCRIPTOR + 1; sector <= LAST_DESCRIPTOR; sector++) {
      const id = await descriptorId(source, sector);
      if (id === 'NSR02' || id === 'NSR03') return true;
      if (id === 'TEA01') return false;
    }
    return false;
  },
  async inspect(source) {
    const partitionTable = await findPartitionTable(source);
    await checkComplete(source);
    return {
      format: 'iso',
      variant: partitionTable === null ? null : 'hybrid',
      virtualSize: source.size,
      partitionTable,
      encrypted: null,
    };
  },
};

async function descriptorId(source: ByteSource, sector: number): Promise<string> {
  return (await source.read(sector * DISC_SECTOR + 1, 5)).toString('latin1');
}

/** The primary volume descriptor says how long the disc is (ECMA-119 8.4.8, 8.4.12). */
async function checkComplete(source: ByteSource): Promise<void> {
  const descriptor = await readExactly(source, FIRST_DESCRIPTOR * DISC_SECTOR, DISC_SECTOR, 'ISO volume descriptor');
  if (descriptor[0] !== 1 || descriptor.toString('latin1', 1, 6) !== 'CD001') return;
  const blockSize = descriptor.readUInt16LE(128);
  if (!isPowerOfTwo(blockSize) || blockSize < SECTOR || blockSize > DISC_SECTOR) {
    refuse('malformed', `The ISO volume has blocks of ${blockSize} bytes, which ISO 9660 does not allow.`);
  }
  const length = descriptor.readUInt32LE(80) * blockSize;
  if (length > source.size + RUN_OUT) {
    refuse('truncated', `The ISO volume should be ${length} bytes long, but the file ends at byte ${source.size}.`);
  }
}
