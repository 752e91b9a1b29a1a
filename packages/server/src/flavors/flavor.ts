import type { FlavorId, ProjectId } from '../kernel/ids.ts';

/**
 * The flavor: a profile of hardware that machines are made by, and that the endpoints of a desktop image have to meet.
 * A machine copies the values, so that changing or deleting a flavor does nothing to what was made by it.
 */
export interface Flavor extends Hardware {
  readonly id: FlavorId;
  /** Unlike the others of its project, or of everybody's. */
  readonly name: string;
  /** Null: everybody's. */
  readonly projectId: ProjectId | null;
  /** Part of the product: neither changed nor deleted. */
  readonly builtIn: boolean;
  readonly description: string | null;
  /** What desktops it is for; empty for any, and for plain servers. */
  readonly desktopTypes: readonly DesktopType[];
  /** The endpoint it is for, as that one reports itself; null for any. */
  readonly model: string | null;
}

export interface Hardware {
  readonly architecture: Architecture;
  /** At least 1. */
  readonly vcpus: number;
  /** In MiB. */
  readonly memoryMib: number;
  /** In GiB; 0: as large as the image. */
  readonly systemDiskGib: number;
  /** In GiB; 0: none. */
  readonly dataDiskGib: number;
}

export const ARCHITECTURES = ['x86_64', 'aarch64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** Where a desktop runs: VDI on a host; IDV, VOI and TCI on the endpoint, from an image that is kept there. */
export const DESKTOP_TYPES = ['vdi', 'idv', 'voi', 'tci'] as const;
export type DesktopType = (typeof DESKTOP_TYPES)[number];

/** Bounds of each value: more is a slip of the hand, or an attack on whoever reserves it. */
export const HARDWARE_LIMITS = {
  vcpus: { least: 1, most: 256 },
  memoryMib: { least: 64, most: 4 * 2 ** 20 },
  systemDiskGib: { least: 0, most: 65_536 },
  dataDiskGib: { least: 0, most: 65_536 },
} as const satisfies Partial<Record<keyof Hardware, { least: number; most: number }>>;

/** Flavors that a project may make, and everybody's custom ones: they are listed whole. */
export const MOST_FLAVORS = 200;
