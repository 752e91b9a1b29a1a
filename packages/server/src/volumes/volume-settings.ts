import type { VolumeLimits } from './volumes.ts';

/** What an installation decides about volumes. */
export interface VolumeSettings {
  /** Of a project that was not given its own. */
  readonly limits: VolumeLimits;
  /** Milliseconds without a sign of life after which work is given up. */
  readonly workDeadline: number;
}
