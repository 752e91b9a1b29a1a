import type { ByteSource } from '../byte-source.ts';
import { SECTOR } from '../bytes/units.ts';
import { isGptHeader } from '../partitions/gpt-header.ts';
import { GPT_PROTECTIVE, isMbr, usedEntries } from '../partitions/mbr-sector.ts';
import type { Inspection } from './format-probe.ts';

/** Logical sector sizes that disks have; the GPT header is in the second sector. */
const SECTOR_SIZES = [SECTOR, 4096];

/**
 * Which partition table lies on a disk of plain bytes; null when none does. Looks at the places of the two headers only:
 * whether the partitions make sense is the business of whoever reads them, and a broken guest disk is still a legal image.
 */
export async function findPartitionTable(disk: ByteSource): Promise<Inspection['partitionTable']> {
  for (const sectorSize of SECTOR_SIZES) {
    if (isGptHeader(await disk.read(sectorSize, SECTOR))) return 'gpt';
  }
  const boot = await disk.read(0, SECTOR);
  if (!isMbr(boot)) return null;
  if (usedEntries(boot).every(({ code }) => code !== GPT_PROTECTIVE)) return 'mbr';
  // The protective entry promises a GPT whose first copy is damaged. The second copy ends the disk.
  return isGptHeader(await disk.read(disk.size - SECTOR, SECTOR)) ? 'gpt' : null;
}
