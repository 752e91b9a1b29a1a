import type { JobHandler, Reconciler } from '../jobs/index.ts';
import { IngotError } from '../kernel/errors.ts';
import { IMAGE_DIFF_JOB, imageDiffHandler } from './diffs/image-diff-job.ts';
import { imageDiffOperations } from './diffs/image-diff-operations.ts';
import { reportForgetting } from './forget-reports.ts';
import type { InspectionContext } from './inspection-context.ts';
import type { Inspections } from './inspections.ts';
import { policyOperations } from './policy-operations.ts';
import { BOOT_TEST_JOB, REPORT_JOB, reportHandler } from './report-job.ts';
import type { JobId } from '../kernel/ids.ts';
import { reportFor, type ReportOrder } from './report-for.ts';
import { reportOperations } from './report-operations.ts';

export interface InspectionService {
  readonly inspections: Inspections;
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  /** For those who make images: has one judged without anybody asking. */
  readonly reportFor: (order: ReportOrder) => Promise<JobId>;
  /** Of a lane of their own: a guest takes minutes, and much of the machine. */
  readonly bootTestHandlers: Readonly<Record<string, JobHandler>>;
  readonly work: Pick<Reconciler, 'start' | 'stop'>;
}

/** Puts the domain together. */
export function createInspections(context: InspectionContext): InspectionService {
  return {
    inspections: {
      profileList: (caller) => {
        if (caller.roles.size === 0) throw new IngotError('forbidden', 'Looking at profiles takes a role.');
        return context.profiles.list();
      },
      ...reportOperations(context),
      ...policyOperations(context),
      ...imageDiffOperations(context),
    },
    jobHandlers: { [REPORT_JOB]: reportHandler(context, 'look'), [IMAGE_DIFF_JOB]: imageDiffHandler(context) },
    bootTestHandlers: { [BOOT_TEST_JOB]: reportHandler(context, 'boot') },
    reportFor: (order) => reportFor(context, order),
    work: reportForgetting(context),
  };
}
