import { createReconciler, type Reconciler } from '../jobs/index.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { InspectionContext } from './inspection-context.ts';

const BATCH = 100;
const HOUR = 3_600_000;

/** Forgets the reports and comparisons of images that can't come back. */
export function reportForgetting(context: InspectionContext): Reconciler {
  return createReconciler({
    name: 'reports of images that are gone',
    round: (signal) => forgetReports(context, signal),
    interval: HOUR,
    clock: context.clock,
    log: context.log,
  });
}

/** One round. */
export async function forgetReports(
  { store, diffs, imageGone }: Pick<InspectionContext, 'store' | 'diffs' | 'imageGone'>,
  signal: AbortSignal,
): Promise<void> {
  const reports: Kept = {
    images: (after) => store.reportedImages(after, BATCH),
    forget: (image) => store.reportsForget(image),
  };
  const comparisons: Kept = {
    images: (after) => diffs.comparedImages(after, BATCH),
    forget: (image) => diffs.diffsForget(image),
  };
  for (const kept of [reports, comparisons]) await forgetGone(kept, imageGone, signal);
}

/** What is kept of images. */
interface Kept {
  /** The next images of which something is, in order. */
  readonly images: (after: ImageId | null) => Promise<readonly ImageId[]>;
  readonly forget: (image: ImageId) => Promise<void>;
}

async function forgetGone(
  { images: next, forget }: Kept,
  imageGone: InspectionContext['imageGone'],
  signal: AbortSignal,
): Promise<void> {
  for (let last: ImageId | null = null; !signal.aborted;) {
    const images = await next(last);
    for (const image of images) if (await imageGone(image)) await forget(image);
    last = images.at(-1) ?? null;
    if (last === null) return;
  }
}
