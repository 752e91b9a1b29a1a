import type { ByteSource } from '../byte-source.ts';
import { SECTOR } from '../bytes/units.ts';
import { sliceSource } from '../sources/slice-source.ts';
import type { DiskLayout, LayoutWarning, Part, Partition } from './disk-layout.ts';
import { readGpt } from './gpt.ts';
import { readLogicalVolumes } from './lvm/logical-volumes.ts';
import { GPT_PROTECTIVE, isMbr, usedEntries } from './mbr-sector.ts';
import { readMbr } from './mbr.ts';
import type { TableEntry } from './table-entry.ts';

/**
 * Finds what lies where on a disk: partitions of a GPT or MBR, and the logical volumes of LVM2 on them.
 *
 * Reads a few sectors, tables of at most 4 MiB, and as much of LVM's metadata; damage is a warning, never an error.
 * @throws DiskError `io`, and what the source itself throws.
 */
export async function readLayout(disk: ByteSource): Promise<DiskLayout> {
  const boot = Buffer.from(await disk.read(0, SECTOR));
  const gpt = await readGpt(disk);
  const promised = gpt === null && isMbr(boot) && usedEntries(boot).some(({ code }) => code === GPT_PROTECTIVE);
  const mbr = gpt === null && !promised ? await readMbr(disk, boot) : null;
  const content = gpt ?? mbr;
  const parts: readonly Part[] =
    content === null
      ? [
          {
            kind: 'whole-disk',
            name: 'disk',
            size: disk.size,
            source: disk,
            ranges: [{ offset: 0, length: disk.size }],
          },
        ]
      : content.entries.map((entry) => partOf(disk, entry));
  const volumes = await readLogicalVolumes(parts);
  return {
    table: gpt !== null ? 'gpt' : mbr !== null ? 'mbr' : null,
    parts: [...parts, ...volumes.parts],
    warnings: [
      ...(promised ? [{ kind: 'gpt-damaged' } as const] : []),
      ...(content?.warnings ?? []),
      ...misplaced(disk, parts),
      ...volumes.warnings,
    ],
  };
}

function partOf(disk: ByteSource, entry: TableEntry): Partition {
  const source = sliceSource(disk, entry.offset, entry.size);
  const ranges = [{ offset: entry.offset, length: source.size }];
  return { kind: 'partition', name: `p${entry.number}`, ...entry, source, ranges };
}

/** Partitions that the disk is too short for, and each that begins before an earlier one ends. */
function misplaced(disk: ByteSource, parts: readonly Part[]): LayoutWarning[] {
  const warnings: LayoutWarning[] = [];
  const partitions = parts.filter((part) => part.kind === 'partition').toSorted((a, b) => a.offset - b.offset);
  let furthest: Partition | null = null;
  for (const partition of partitions) {
    if (partition.offset + partition.size > disk.size) warnings.push({ kind: 'out-of-range', part: partition.name });
    if (furthest !== null && partition.offset < furthest.offset + furthest.size) {
      warnings.push({ kind: 'overlap', parts: [furthest.name, partition.name] });
    }
    if (furthest === null || partition.offset + partition.size > furthest.offset + furthest.size) furthest = partition;
  }
  return warnings;
}
