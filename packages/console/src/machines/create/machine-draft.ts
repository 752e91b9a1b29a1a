import {
  FIRMWARES,
  type Firmware,
  type ImageType,
  type Machine,
  type NewMachine,
  type OsType,
} from '../machine-queries.ts';

export const SOURCES = ['image', 'family', 'parent', 'iso', 'snapshot', 'volume', 'existing'] as const;
export type Source = (typeof SOURCES)[number];

type Network = Machine['network'];
export const NETWORKS: readonly Network[] = ['none', 'restricted', 'open'];

/** What the source of its disk says, unless chosen. */
type FirmwareChoice = Firmware | 'source';
export const FIRMWARE_CHOICES: readonly FirmwareChoice[] = ['source', ...FIRMWARES];

/** What somebody has filled in so far. */
export interface MachineDraft {
  readonly name: string;
  /** What the system disk is made of. */
  readonly source: Source;
  /** What of that kind: an id, or the name of a family. */
  readonly of: string | null;
  readonly imageType: ImageType | null;
  readonly osType: OsType | null;
  readonly flavor: string | null;
  /** Null for that of the flavor, or of the source. */
  readonly sizeGib: number | null;
  readonly network: Network;
  readonly description: string;
  readonly firmware: FirmwareChoice;
  /** What cloud-init is told, if anything. */
  readonly userData: string;
  readonly start: boolean;
}

export const EMPTY_DRAFT: MachineDraft = {
  name: '',
  source: 'image',
  of: null,
  imageType: null,
  osType: null,
  flavor: null,
  sizeGib: null,
  network: 'restricted',
  description: '',
  firmware: 'source',
  userData: '',
  start: false,
};

/** Null while something is missing. */
export function bodyOf(draft: MachineDraft): NewMachine | null {
  const { name, source, of, flavor, sizeGib, imageType, osType, network, firmware, userData, start } = draft;
  const description = draft.description.trim();
  if (name.trim() === '' || flavor === null || of === null || of.trim() === '') return null;
  if (source === 'iso' && sizeGib === null) return null;
  return {
    name: name.trim(),
    flavor,
    disks: [systemDisk(source, of.trim(), sizeGib)],
    ...(imageType !== null && { imageType }),
    ...(osType !== null && { osType }),
    ...(source === 'iso' && { media: [of] }),
    ...(source === 'parent' && { parentImageId: of }),
    ...(firmware !== 'source' && { firmware }),
    ...(description !== '' && { description }),
    ...(userData.trim() !== '' && { userData }),
    network,
    start,
  };
}

function systemDisk(source: Source, of: string, sizeGib: number | null): NewMachine['disks'][number] {
  const size = sizeGib === null ? {} : { sizeGib };
  switch (source) {
    case 'image':
    case 'parent':
      return { image: of, ...size };
    case 'family':
      return { family: of, ...size };
    case 'snapshot':
      return { snapshot: of, ...size };
    case 'volume':
      return { copyOf: of, ...size };
    case 'existing':
      return { volume: of };
    case 'iso':
      return { blank: true, ...size };
  }
}
