import type { Transaction } from 'kysely';
import type { Image } from '../images/index.ts';
import { newJobId } from '../kernel/ids.ts';
import { checkedProfiles } from './image-policy.ts';
import { policyFind } from './image-policy.sql.ts';
import type { InspectionTables } from './inspection-tables.sql.ts';
import { judgedProfiles, type Profiles } from './profiles.ts';
import { bootTestJob, reportJob } from './report-job.ts';
import { reportAdd, type EnqueueJob } from './report-store.sql.ts';

export interface ReportRequest {
  readonly profiles: Profiles;
  /** Also an image that is to be judged by nothing: what is on it is looked at. */
  readonly always: boolean;
  readonly now: number;
  readonly enqueue: EnqueueJob;
}

/** Has an image judged by what its project wants all new images to be judged by, in the transaction that makes it active. */
export async function requestReport(
  tx: Transaction<InspectionTables>,
  { profiles, always, now, enqueue }: ReportRequest,
  image: Image,
): Promise<void> {
  const policy = await policyFind(tx, image.ownerId);
  const wanted = policy ? checkedProfiles(policy) : [];
  for (const [kind, job] of [
    ['disk', reportJob],
    ['boot', bootTestJob],
  ] as const) {
    const judged = judgedProfiles(profiles, profiles.some(wanted, kind), image);
    const isWanted = judged.length > 0 || (always && kind === 'disk');
    if (!isWanted) continue;
    const ids = { id: newJobId(), imageId: image.id, projectId: image.ownerId };
    const report = { ...ids, root: null, profiles: judged, requestedBy: null, createdAt: now };
    await reportAdd(tx, report, job(report, now), enqueue);
  }
}
