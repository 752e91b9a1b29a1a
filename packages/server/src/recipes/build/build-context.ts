import type { Flavors } from '../../flavors/index.ts';
import type { Image, Images, ImageService } from '../../images/index.ts';
import type { LookAt, Profiles } from '../../inspection/index.ts';
import type { JobStore, WorkLog } from '../../jobs/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { ImageId } from '../../kernel/ids.ts';
import type { MachineGuests, MachinePublishing, Machines } from '../../machines/index.ts';
import type { DiskPreparer } from '../../preparation/index.ts';
import type { DesktopImages, Publications } from '../../publishing/index.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { RunSecrets } from '../runs/run-secrets.ts';

/** What builds work with. */
export interface BuildContext {
  readonly runs: RunStore;
  readonly secrets: RunSecrets;
  readonly machines: Pick<Machines, 'machineCreate' | 'machineGet' | 'machineDelete'>;
  readonly machinePublishing: MachinePublishing;
  readonly guests: MachineGuests;
  readonly flavors: Pick<Flavors, 'flavorChoose'>;
  readonly images: Pick<Images, 'imageGet' | 'imageUpdate' | 'imageDelete' | 'familyLatest' | 'familyPromote'>;
  readonly imageFind: (id: ImageId) => Promise<Image | null>;
  readonly reservations: ImageService['reservations'];
  readonly verdictsWrite: ImageService['verdictsWrite'];
  readonly preparer: Pick<DiskPreparer, 'prepare'>;
  readonly profiles: Profiles;
  readonly lookAt: LookAt;
  readonly desktopImages: Pick<DesktopImages, 'desktopImageCheck' | 'desktopImageImport'> &
    Pick<Publications, 'publicationGet' | 'publicationList' | 'publicationCancel'>;
  readonly jobs: Pick<JobStore, 'jobFind' | 'jobForget'>;
  readonly clock: Clock;
  readonly log: WorkLog;
  /** This process among those that share the store. It keeps the name when it starts again. */
  readonly host: string;
  /** Tells the runner that a job was enqueued. */
  readonly wakeJobs: () => void;
  /** Bytes may have become garbage. */
  readonly nudgeCollector: () => void;
}
