import { parseTreeRoot, type TreeRoot } from '@ingot/chunk-store';
import type { JobHandler } from '../../jobs/index.ts';
import { newJobId } from '../../kernel/ids.ts';
import type { ImageContext } from '../image-context.ts';
import type { ImageTransaction } from '../image-store.ts';
import { fromChunkStore } from '../storage-errors.ts';

/** The kind of job that makes the checksums of one tree, for all images that have it. Its subject is the root. */
export const CHECKSUM_JOB = 'image-checksums';

/** All of them share two places, in all processes: nobody waits for them. */
const LANE = 'checksums';
const BATCH = 100;
const DONE = 'The checksums are known.';

/** In the transaction by which an image gets a tree without checksums; not twice while one is on its way. */
export async function enqueueChecksums(tx: ImageTransaction, root: TreeRoot, at: number): Promise<void> {
  const job = { id: newJobId(), kind: CHECKSUM_JOB, subject: root, lane: LANE };
  await tx.jobEnqueueOnce({ ...job, about: null, payload: null, at });
}

/** What no job is on its way to: those that were given up, and images that came back without. */
export async function enqueueMissingChecksums({ store, clock, wakeJobs }: ImageContext): Promise<void> {
  for (let last: TreeRoot | null = null; ;) {
    const roots = await store.checksumsWanted(last, BATCH);
    for (const root of roots) await store.transaction((tx) => enqueueChecksums(tx, root, clock.now()));
    if (roots.length > 0) wakeJobs();
    last = roots.at(-1) ?? null;
    if (last === null) return;
  }
}

/** Reads the tree from its beginning each time it is run; whoever needs the checksums no more is no failure. */
export function checksumHandler({ store, chunks, log }: ImageContext): JobHandler {
  return {
    maxAttempts: 10,
    run: async ({ subject }, run) => {
      const root = parseTreeRoot(subject);
      if (!root) throw new Error(`${subject} is no tree`);
      if (!(await store.checksumsMissing(root))) return DONE;
      const { signal } = run;
      try {
        const progress = (done: number): void => run.progress(`${done} bytes have been read.`);
        const checksums = await chunks.checksums(root, { signal, progress });
        const images = await store.checksumsWrite(root, checksums);
        return `They were written down for ${images} images.`;
      } catch (error) {
        signal.throwIfAborted();
        // The last image that has it may have been deleted and collected meanwhile.
        if (!(await store.checksumsMissing(root))) return DONE;
        throw fromChunkStore(error);
      }
    },
    gaveUp: async ({ subject }, reason) => {
      log.error({ root: subject, reason }, 'the checksums of an image were not made');
    },
  };
}
