import type { Input } from '@ingot/client';
import type { ImagePatch } from '../image/image-changes.ts';
import type { Visibility } from '../images/visibilities.ts';
import type { ChosenFile } from '../uploads/file-access.ts';
import type { Format } from './detect-format.ts';
import type { FamilyDraft } from './family-draft.ts';

/** What an image can be made of, in the order in which it is offered. */
export const SOURCES = ['disk', 'snapshot', 'image', 'file', 'url'] as const;
export type SourceKind = (typeof SOURCES)[number];

export const SYSTEM_TYPES = ['linux', 'windows'] as const;

/** What somebody has filled in so far. */
export interface Draft extends FamilyDraft {
  readonly source: SourceKind;
  /** Ids, null while nothing is chosen. */
  readonly disk: string | null;
  readonly snapshot: string | null;
  readonly image: string | null;
  readonly file: ChosenFile | null;
  readonly url: string;
  readonly name: string;
  /** Null for as the source or the file says. */
  readonly format: Format | null;
  readonly isConverted: boolean;
  readonly description: string;
  readonly isOptimized: boolean;
  readonly profile: string | null;
  readonly visibility: Visibility;
  /** GiB and MiB. */
  readonly minDisk: number | null;
  readonly minRam: number | null;
  readonly systemType: (typeof SYSTEM_TYPES)[number] | null;
  readonly distribution: string;
  readonly version: string;
  readonly hasAgent: boolean;
  /** Separated by commas. */
  readonly tags: string;
}

/** What the fields of the form take. */
export interface DraftProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

export function newDraft(source: SourceKind): Draft {
  return {
    source,
    disk: null,
    snapshot: null,
    image: null,
    file: null,
    url: '',
    name: '',
    format: null,
    isConverted: false,
    description: '',
    family: '',
    isHeld: false,
    isOptimized: false,
    profile: null,
    visibility: 'private',
    minDisk: null,
    minRam: null,
    systemType: null,
    distribution: '',
    version: '',
    hasAgent: false,
    tags: '',
  };
}

/** Whether its bytes come from elsewhere, in a format that has to be said. */
export function comesFromOutside({ source }: Pick<Draft, 'source'>): boolean {
  return source === 'file' || source === 'url';
}

type SourceBody = Input<'post', '/api/v1/images'>['body']['source'];

/** Null while something is missing, and for a file, which comes in another way. */
export function sourceOf({ source, disk, snapshot, image, url }: Draft): SourceBody | null {
  switch (source) {
    case 'disk':
      return disk === null ? null : { volume: disk };
    case 'snapshot':
      return snapshot === null ? null : { snapshot };
    case 'image':
      return image === null ? null : { image };
    case 'url':
      return URL.canParse(url.trim()) ? { url: url.trim() } : null;
    case 'file':
      return null;
  }
}

export function isComplete(draft: Draft): boolean {
  return draft.name.trim() !== '' && (draft.source === 'file' ? draft.file !== null : sourceOf(draft) !== null);
}

/** What the image is to say of itself beside what its source says. */
export function propertiesOf(draft: Draft): Readonly<Record<string, string>> {
  const { description, family, isHeld, isOptimized, isConverted, systemType, distribution, version, hasAgent } = draft;
  const said: readonly (readonly [string, string])[] = [
    ['description', description.trim()],
    ['family', family.trim()],
    ['ingot_release', isHeld && family.trim() !== '' ? 'held' : ''],
    ['ingot_optimized', isOptimized ? 'true' : ''],
    ['ingot_target_format', isConverted && comesFromOutside(draft) ? 'raw' : ''],
    ['os_type', systemType ?? ''],
    ['os_distro', distribution.trim()],
    ['os_version', version.trim()],
    ['hw_qemu_guest_agent', hasAgent ? 'yes' : ''],
    ['os_require_quiesce', hasAgent ? 'yes' : ''],
  ];
  return Object.fromEntries(said.filter(([, value]) => value !== ''));
}

/** The same as steps that leave alone what the image has from its source. */
export function additionsOf(draft: Draft): ImagePatch {
  return Object.entries(propertiesOf(draft)).map(([name, value]) => ({ op: 'add', name, value }));
}

export function tagsOf({ tags }: Draft): string[] {
  const all = tags.split(',').map((tag) => tag.trim());
  return [...new Set(all.filter((tag) => tag !== ''))];
}
