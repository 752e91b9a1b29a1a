import { createReconciler, type Reconciler } from '../jobs/index.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { InspectionContext } from './inspection-context.ts';

const BATCH = 100;
const HOUR = 3_600_000;

/** Forgets the reports of images that can't come back. */
export function reportForgetting(context: InspectionContext): Reconciler {
  return createReconciler({
    name: 'reports of images that are gone',
    round: (signal) => forgetReports(context, signal),
    interval: HOUR,
    clock: context.clock,
    log: context.log,
  });
}

async function forgetReports({ store, imageGone }: InspectionContext, signal: AbortSignal): Promise<void> {
  for (let last: ImageId | null = null; !signal.aborted;) {
    const images = await store.reportedImages(last, BATCH);
    for (const image of images) if (await imageGone(image)) await store.reportsForget(image);
    last = images.at(-1) ?? null;
    if (last === null) return;
  }
}
