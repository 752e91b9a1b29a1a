import { SECTOR } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { parseMetadata, type Section, type Value } from './metadata-text.ts';

/** A volume group as its metadata describe it, sizes and places in bytes. */
export interface VolumeGroup {
  readonly name: string;
  readonly id: string;
  /** Grows with every change: of several texts the one with the highest is valid. */
  readonly revision: number;
  /** By the names that segments call them. */
  readonly physicalVolumes: ReadonlyMap<string, { readonly id: string; readonly dataOffset: number }>;
  readonly volumes: readonly Volume[];
}

export interface Volume {
  readonly name: string;
  readonly size: number;
  /** In order and without gaps; null where it is something else than blocks one after the other: a mirror, a pool, a snapshot. */
  readonly segments: readonly Segment[] | null;
}

export interface Segment {
  readonly offset: number;
  readonly length: number;
  readonly physicalVolume: string;
  /** From the start of the physical volume's data. */
  readonly place: number;
}

/** @throws DiskError `malformed` */
export function parseVolumeGroup(text: string): VolumeGroup {
  // Beside the group there are `contents`, `version`, … on the top level.
  const group = [...parseMetadata(text)].find((entry): entry is [string, Section] => isSection(entry[1]));
  if (group === undefined) throw broken('no volume group');
  const [name, content] = group;
  const extent = numberIn(content, 'extent_size') * SECTOR;
  return {
    name,
    id: textIn(content, 'id'),
    revision: numberIn(content, 'seqno'),
    physicalVolumes: new Map(sectionsIn(content, 'physical_volumes').map(physicalVolumeOf)),
    volumes: sectionsIn(content, 'logical_volumes')
      .filter(([, volume]) => isVisible(volume))
      .map((entry) => volumeOf(entry, extent)),
  };
}

function physicalVolumeOf([name, content]: [string, Section]): [string, { id: string; dataOffset: number }] {
  return [name, { id: textIn(content, 'id').replaceAll('-', ''), dataOffset: numberIn(content, 'pe_start') * SECTOR }];
}

/** The parts of mirrors and pools are volumes as well, but not such that anybody would mount. */
function isVisible(volume: Section): boolean {
  const status = volume.get('status');
  return Array.isArray(status) && status.includes('VISIBLE');
}

function volumeOf([name, content]: [string, Section], extent: number): Volume {
  const segments = sectionsOf(content)
    .map(([, segment]) => segmentOf(segment, extent))
    .toSorted((a, b) => a.offset - b.offset);
  const size = segments.reduce((sum, { length }) => sum + length, 0);
  let end = 0;
  for (const { offset, length } of segments) {
    if (offset !== end) throw broken(`volume ${name} has a gap`);
    end += length;
  }
  return {
    name,
    size,
    segments: segments.every((segment): segment is Segment => 'place' in segment) ? segments : null,
  };
}

/** A linear segment is one "striped" over a single volume. */
function segmentOf(content: Section, extent: number): Segment | Pick<Segment, 'offset' | 'length'> {
  const offset = numberIn(content, 'start_extent') * extent;
  const length = numberIn(content, 'extent_count') * extent;
  if (length === 0) throw broken('a segment without extents');
  const stripes = content.get('stripes');
  if (content.get('type') !== 'striped' || content.get('stripe_count') !== 1 || !Array.isArray(stripes)) {
    return { offset, length };
  }
  const [physicalVolume, place] = stripes;
  if (typeof physicalVolume !== 'string' || typeof place !== 'number') throw broken('a segment without a place');
  return { offset, length, physicalVolume, place: place * extent };
}

function isSection(value: Value | undefined): value is Section {
  return value instanceof Map;
}

function sectionsOf(content: Section): [string, Section][] {
  return [...content].filter((entry): entry is [string, Section] => isSection(entry[1]));
}

/** The sections in a section that may be missing: a new group has no volumes. */
function sectionsIn(content: Section, name: string): [string, Section][] {
  const inner = content.get(name);
  return isSection(inner) ? sectionsOf(inner) : [];
}

function numberIn(content: Section, name: string): number {
  const value = content.get(name);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw broken(`no number for ${name}`);
}

function textIn(content: Section, name: string): string {
  const value = content.get(name);
  if (typeof value === 'string') return value;
  throw broken(`no text for ${name}`);
}

function broken(what: string): DiskError {
  return new DiskError('malformed', `The metadata of the LVM volume group can't be used: ${what}.`);
}
