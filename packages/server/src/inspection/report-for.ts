import type { Image } from '../images/index.ts';
import { newJobId, type ImageId, type JobId, type ProjectId, type UserId } from '../kernel/ids.ts';
import type { InspectionContext } from './inspection-context.ts';
import { judgedProfiles } from './profiles.ts';
import { reportJob } from './report-job.ts';

/** A report that other work wants of an image that it has made. */
export interface ReportOrder {
  readonly image: Pick<Image, 'id' | 'diskFormat'>;
  readonly projectId: ProjectId;
  readonly requestedBy: UserId;
  /** Those that are not there any more are left out. */
  readonly profiles: readonly string[];
}

/** @returns the id of the report, which is under way. */
export async function reportFor(
  { store, profiles, clock, wakeJobs }: InspectionContext,
  { image, projectId, requestedBy, profiles: wanted }: ReportOrder,
): Promise<JobId> {
  const createdAt = clock.now();
  const ids: { id: JobId; imageId: ImageId } = { id: newJobId(), imageId: image.id };
  const report = {
    ...ids,
    root: null,
    profiles: judgedProfiles(profiles, wanted, image),
    requestedBy,
    projectId,
    createdAt,
  };
  await store.reportAdd(report, { job: reportJob(report, createdAt) });
  wakeJobs();
  return report.id;
}
