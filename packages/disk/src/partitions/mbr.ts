import type { ByteSource } from '../byte-source.ts';
import { SECTOR } from '../bytes/units.ts';
import { hasBootSignature, isMbr, type MbrEntry, usedEntries } from './mbr-sector.ts';
import { MAX_PARTITIONS, type TableContent, type TableEntry } from './table-entry.ts';

/** Extended partitions: of DOS, of Windows 95, of Linux. */
const EXTENDED = new Set([0x05, 0x0f, 0x85]);
const EFI_SYSTEM = 0xef;
const FIRST_LOGICAL = 5;

/**
 * Reads a master boot record and the chain of extended boot records behind it, as Linux does (block/partitions/msdos.c).
 * @param boot the first sector of the disk. @returns null where it is no MBR. @throws DiskError `io`
 */
export async function readMbr(disk: ByteSource, boot: Buffer): Promise<TableContent | null> {
  if (!isMbr(boot)) return null;
  const slots = usedEntries(boot);
  // An extended partition is no place for a file system, but for further tables.
  const primary = slots.filter(({ code }) => !EXTENDED.has(code)).map((entry) => partitionOf(entry.slot + 1, entry, 0));
  const extended = slots.find(({ code }) => EXTENDED.has(code));
  if (extended === undefined) return { entries: primary, warnings: [] };
  const logical = await readChain(disk, extended.start);
  return { entries: [...primary, ...logical.entries], warnings: logical.warnings };
}

/**
 * Each link holds one logical partition, placed relative to the link, and the next link, placed relative to the extended
 * partition.
 */
async function readChain(disk: ByteSource, chainStart: number): Promise<TableContent> {
  const entries: TableEntry[] = [];
  const seen = new Set<number>();
  for (let link: number | null = chainStart; link !== null;) {
    if (seen.size >= MAX_PARTITIONS) return { entries, warnings: [{ kind: 'too-many-parts' }] };
    const sector: Buffer = await disk.read(link * SECTOR, SECTOR);
    if (seen.has(link) || !hasBootSignature(sector)) return { entries, warnings: [{ kind: 'extended-chain-broken' }] };
    seen.add(link);
    const used: readonly MbrEntry[] = usedEntries(sector);
    const data = used.find(({ code }) => !EXTENDED.has(code));
    if (data !== undefined) entries.push(partitionOf(FIRST_LOGICAL + entries.length, data, link));
    const next = used.find(({ code }) => EXTENDED.has(code));
    link = next === undefined ? null : chainStart + next.start;
  }
  return { entries, warnings: [] };
}

/** @param base in sectors, what the entry's start is counted from. */
function partitionOf(number: number, { active, code, start, sectors }: MbrEntry, base: number): TableEntry {
  return {
    number,
    type: { table: 'mbr', code },
    label: null,
    offset: (base + start) * SECTOR,
    size: sectors * SECTOR,
    bootable: active,
    esp: code === EFI_SYSTEM,
    biosBoot: false,
  };
}
