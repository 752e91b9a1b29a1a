import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import { concatenatedSource } from '../../sources/concatenated-source.ts';
import { sliceSource } from '../../sources/slice-source.ts';
import { unreadableSource } from '../../sources/unreadable-source.ts';
import type { LayoutWarning, LogicalVolume, Part } from '../disk-layout.ts';
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
  const sources = new Map<string, ByteSource>();
  const groups = new Map<string, VolumeGroup>();
  const warnings: LayoutWarning[] = [];
  for (const part of parts) {
    try {
      const physical = await readPhysicalVolume(part.source);
      if (physical === null) continue;
      sources.set(physical.id, part.source);
      keepNewest(groups, physical);
    } catch (error) {
      if (!(error instanceof DiskError) || error.code === 'io') throw error;
      warnings.push({ kind: 'physical-volume-damaged', part: part.name, reason: error.message });
    }
  }
  const volumes = [...groups.values()].flatMap((group) =>
    group.volumes.map((volume) => partOf(group, volume, sources)),
  );
  return { parts: volumes, warnings };
}

/** Every physical volume may carry the text of its group; one that was away when it changed carries an old one. */
function keepNewest(groups: Map<string, VolumeGroup>, { text }: PhysicalVolume): void {
  if (text === null) return;
  const group = parseVolumeGroup(text);
  const known = groups.get(group.id);
  if (known === undefined || known.revision < group.revision) groups.set(group.id, group);
}

function partOf(group: VolumeGroup, volume: Volume, sources: ReadonlyMap<string, ByteSource>): LogicalVolume {
  return {
    kind: 'logical-volume',
    name: `${group.name}/${volume.name}`,
    group: group.name,
    volume: volume.name,
    size: volume.size,
    source: sourceOf(group, volume, sources),
  };
}

function sourceOf(group: VolumeGroup, volume: Volume, sources: ReadonlyMap<string, ByteSource>): ByteSource {
  if (volume.segments === null) {
    return unreadableSource(
      volume.size,
      'The logical volume is not linear: mirrors, pools and snapshots are not read.',
    );
  }
  const pieces: ByteSource[] = [];
  for (const segment of volume.segments) {
    const physical = group.physicalVolumes.get(segment.physicalVolume);
    const source = physical && sources.get(physical.id);
    if (!source) return unreadableSource(volume.size, 'A physical volume of its group is not on this disk.');
    const piece = sliceSource(source, physical.dataOffset + segment.place, segment.length);
    if (piece.size < segment.length) {
      return unreadableSource(volume.size, 'The logical volume reaches past the end of its physical volume.');
    }
    pieces.push(piece);
  }
  return concatenatedSource(pieces);
}
