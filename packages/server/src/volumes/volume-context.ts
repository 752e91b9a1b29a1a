import type { JobStore, WorkLog } from '../jobs/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ProjectId } from '../kernel/ids.ts';
import type { DiskLayers, VolumeDisks } from './disk-port.ts';
import type { VolumeImages } from './image-port.ts';
import type { VolumeSettings } from './volume-settings.ts';
import type { VolumeStore } from './volume-store.ts';
import type { VolumeLimits } from './volumes.ts';

/** What the operations on volumes work with. */
export interface VolumeContext {
  readonly store: VolumeStore;
  /** Those of this host. */
  readonly disks: VolumeDisks;
  readonly layers: DiskLayers;
  readonly images: VolumeImages;
  readonly jobs: JobStore;
  readonly clock: Clock;
  readonly log: WorkLog;
  readonly settings: VolumeSettings;
  /** Sets limits of a project; null goes back to that of the installation. */
  readonly limitsSet: (
    project: ProjectId,
    changes: Readonly<Partial<Record<keyof VolumeLimits, number | null>>>,
  ) => Promise<void>;
  /** This process among those that share the store: volumes made here are here. It keeps the name when it starts again. */
  readonly host: string;
  /** Tells the runner that a job was enqueued. */
  readonly wakeJobs: () => void;
  /** Trees may have become garbage. */
  readonly nudgeCollector: () => void;
}
