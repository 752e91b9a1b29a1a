import type { ChunkStore } from '@ingot/chunk-store';
import type { QemuImg } from '@ingot/disk';
import type { Profile } from '@ingot/inspector';
import type { ImageId } from '../kernel/ids.ts';
import type { Image, ImageService, Images, VerdictsWrite } from '../images/index.ts';
import type { Flavors } from '../flavors/index.ts';
import type { Inspections, LookAt } from '../inspection/index.ts';
import type { JobStore, WorkLog } from '../jobs/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { OpenPool } from './pools/pool-storage.ts';
import type { PublishingStore } from './publishing-store.ts';
import type { SocketPlaces } from './work/socket-places.ts';
import type { SourceMachines } from './source-machines.ts';

/** What publishing works with. */
export interface PublishingContext {
  readonly store: PublishingStore;
  readonly openPool: OpenPool;
  readonly images: Pick<Images, 'imageGet' | 'imageUpdate' | 'imageDelete' | 'dataOpen'>;
  /** Whoever asks, and deleted ones too. */
  readonly imageFind: (id: ImageId) => Promise<Image | null>;
  /** Makes images that wait for their bytes. */
  readonly reservations: ImageService['reservations'];
  readonly views: Pick<ImageService['views'], 'of' | 'wait'>;
  readonly verdictsWrite: VerdictsWrite;
  readonly machines: SourceMachines;
  readonly flavors: Pick<Flavors, 'flavorList'>;
  readonly inspections: Pick<Inspections, 'policyGet'>;
  /** By its id. @throws `invalid` for one that is not there. */
  readonly profile: (id: string) => Profile;
  readonly lookAt: LookAt;
  readonly chunks: Pick<ChunkStore, 'open' | 'hold' | 'nameDisk' | 'sha256'>;
  readonly qemuImg: Pick<QemuImg, 'check' | 'map'>;
  readonly sockets: Pick<SocketPlaces, 'make'>;
  readonly jobs: Pick<JobStore, 'jobFind' | 'jobForget'>;
  readonly clock: Clock;
  readonly log: WorkLog;
  /** This process among those that share the store. It keeps the name when it starts again. */
  readonly host: string;
  /** Tells the runner that a job was enqueued. */
  readonly wakeJobs: () => void;
  /** Trees may have become garbage. */
  readonly nudgeCollector: () => void;
}
