import type { Image, Images, ImageService } from '../images/index.ts';
import type { Profiles, ReportOrder } from '../inspection/index.ts';
import type { JobStore, WorkLog } from '../jobs/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ImageId, JobId } from '../kernel/ids.ts';
import type { PreparationStore } from './preparation-store.ts';
import type { DiskPreparer } from './writing/prepare-disk.ts';

/** What the operations work with. */
export interface PreparationContext {
  readonly store: PreparationStore;
  readonly images: Pick<Images, 'dataOpen' | 'imageDelete'>;
  readonly reservations: ImageService['reservations'];
  readonly views: Pick<ImageService['views'], 'of' | 'wait'>;
  readonly imageFind: (id: ImageId) => Promise<Image | null>;
  readonly profiles: Profiles;
  /** Has an image judged, for a project. */
  readonly reportFor: (order: ReportOrder) => Promise<JobId>;
  readonly preparer: DiskPreparer;
  readonly jobs: Pick<JobStore, 'jobFind' | 'jobForget'>;
  readonly clock: Clock;
  readonly log: WorkLog;
  /** Tells the runner that a job was enqueued. */
  readonly wakeJobs: () => void;
  /** Bytes may have become garbage. */
  readonly nudgeCollector: () => void;
}
