import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import { concatenatedSource } from '../../sources/concatenated-source.ts';
import { sliceSource } from '../../sources/slice-source.ts';
import { unreadableSource } from '../../sources/unreadable-source.ts';
import type { LayoutWarning, LogicalVolume, Part } from '../disk-layout.ts';
import { sliceRanges, type DiskRange } from '../disk-range.ts';
import { readPhysicalVolume, type PhysicalVolume } from './physical-volume.ts';
import { parseVolumeGroup, type Volume, type VolumeGroup } from './volume-group.ts';

/**
 * Puts the logical volumes together that lie on these parts. One that needs a volume which is not here, or that is more
 * than blocks one after the other (a mirror, thin, a snapshot), is listed, but can't be read.
 * @throws DiskError `io`
 */
export async function readLogicalVolumes(
  parts: readonly Part[],
): Promise<{ readonly parts: readonly LogicalVolume[]; readonly warnings: readonly LayoutWarning[] }> {
  const places = new Map<string, Place>();
  const groups = new Map<string, VolumeGroup>();
  const warnings: LayoutWarning[] = [];
  for (const part of parts) {
    try {
      const physical = await readPhysicalVolume(part.source);
      if (physical === null) continue;
      places.set(physical.id, part);
      keepNewest(groups, physical);
    } catch (error) {
      if (!(error instanceof DiskError) || error.code === 'io') throw error;
      warnings.push({ kind: 'physical-volume-damaged', part: part.name, reason: error.message });
    }
  }
  const volumes = [...groups.values()].flatMap((group) => group.volumes.map((volume) => partOf(group, volume, places)));
  return { parts: volumes, warnings };
}

/** Every physical volume may carry the text of its group; one that was away when it changed carries an old one. */
function keepNewest(groups: Map<string, VolumeGroup>, { text }: PhysicalVolume): void {
  if (text === null) return;
  const group = parseVolumeGroup(text);
  const known = groups.get(group.id);
  if (known === undefined || known.revision < group.revision) groups.set(group.id, group);
}

function partOf(group: VolumeGroup, volume: Volume, places: ReadonlyMap<string, Place>): LogicalVolume {
  return {
    kind: 'logical-volume',
    name: `${group.name}/${volume.name}`,
    group: group.name,
    volume: volume.name,
    size: volume.size,
    ...placeOf(group, volume, places),
  };
}

/** Where the bytes of a volume come from. */
type Place = Pick<Part, 'source' | 'ranges'>;

function placeOf(group: VolumeGroup, volume: Volume, places: ReadonlyMap<string, Place>): Place {
  if (volume.segments === null) {
    return unreadable(volume, 'The logical volume is not linear: mirrors, pools and snapshots are not read.');
  }
  const pieces: ByteSource[] = [];
  const ranges: DiskRange[] = [];
  for (const segment of volume.segments) {
    const physical = group.physicalVolumes.get(segment.physicalVolume);
    const place = physical && places.get(physical.id);
    if (!place) return unreadable(volume, 'A physical volume of its group is not on this disk.');
    const start = physical.dataOffset + segment.place;
    const piece = sliceSource(place.source, start, segment.length);
    if (piece.size < segment.length) {
      return unreadable(volume, 'The logical volume reaches past the end of its physical volume.');
    }
    pieces.push(piece);
    ranges.push(...sliceRanges(place.ranges ?? [], start, segment.length));
  }
  return { source: concatenatedSource(pieces), ranges };
}

function unreadable({ size }: Volume, reason: string): Place {
  return { source: unreadableSource(size, reason), ranges: null };
}
