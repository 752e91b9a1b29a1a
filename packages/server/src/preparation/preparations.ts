import type { AskedForMend, MendId } from '@ingot/inspector';
import type { Caller } from '../kernel/caller.ts';
import type { ImageId, JobId } from '../kernel/ids.ts';
import type { Preparation } from './preparation.ts';

/** Corrected copies of images. A preparation is seen by the project that asked for it, else it is `not-found`. */
export interface Preparations {
  /**
   * Has a corrected copy made, for those who may have the bytes: the new image is there at once, and becomes active when it
   * is done.
   *
   * @throws `invalid` for a profile that is not there, `conflict` while the image has no bytes or no disk, and while too
   *   many preparations of it wait; what registering an image throws.
   */
  preparationRequest(caller: Caller, image: ImageId, wanted: WantedPreparation): Promise<Preparation>;
  preparationGet(caller: Caller, id: JobId): Promise<PreparationProgress>;
  /** Ends one that is not over, soon; its image is queued. */
  preparationCancel(caller: Caller, id: JobId): Promise<Preparation>;
}

export interface WantedPreparation {
  /** Of the new image; that of the old one unless given. */
  readonly name?: string;
  readonly keep: readonly MendId[];
  readonly also: readonly AskedForMend[];
  /** All unless given. */
  readonly profiles: readonly string[] | null;
  /** Only tells what would be done. */
  readonly trial: boolean;
}

export interface PreparationProgress {
  readonly preparation: Preparation;
  /** A sentence; '' while there is nothing to be said. */
  readonly progress: string;
}
