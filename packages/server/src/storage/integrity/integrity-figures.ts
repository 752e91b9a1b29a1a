import type { PackId } from '@ingot/chunk-store';

/** A scrub has no options; its rate is a setting. */
export type ScrubOptions = object;
export type HealOptions = object;

/** What a scrub tells about itself; a scrub that was interrupted goes on from here. */
export interface ScrubFigures extends WalkFigures {
  /** Packs first, then the images that need what was found damaged. */
  readonly phase: 'packs' | 'images';
  /** The last pack that was checked. */
  readonly lastPack: PackId | null;
  /** That were checked; and of the whole store when the scrub began. */
  readonly packs: number;
  readonly bytes: number;
  readonly totalPacks: number;
  readonly totalBytes: number;
  readonly chunks: number;
  /** Packs with something wrong, see the findings. */
  readonly faultyPacks: number;
  /** Chunks that were taken out of service, and those of them, or from before, that are back. */
  readonly quarantined: number;
  readonly healed: number;
  /** Labels that were damaged or gone, and are written anew. */
  readonly damagedLabels: number;
}

/** What healing tells about itself. */
export interface HealFigures extends WalkFigures {
  readonly healed: number;
  /** Chunks that are still quarantined. */
  readonly left: number;
  /** Why the copies could not be read, where that was so. */
  readonly failure: string | null;
}

/** What a walk over all images tells. */
interface WalkFigures {
  /** Contents of images that were looked through. */
  readonly contents: number;
  /** Those of them that reach something damaged. */
  readonly damagedContents: number;
}
