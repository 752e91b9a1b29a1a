import { createReconciler } from '../jobs/index.ts';
import type { ExportContext } from './export-context.ts';
import { EXPORT_JOB } from './export-job.ts';
import type { ExportKey } from './image-export.ts';

/** What gives up exports that nobody needs, without being asked. */
export interface ExportWork {
  start(): void;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;
/** How long a finished job is remembered, in milliseconds. */
const JOB_LIFETIME = 48 * 60 * MINUTE;
const BATCH = 100;

export function createExportWork(context: ExportContext): ExportWork {
  const { clock, log } = context;
  const round = async (): Promise<void> => {
    if ((await giveUpExports(context)) > 0) context.nudgeCollector();
    while ((await context.jobs.jobForget(EXPORT_JOB, clock.now() - JOB_LIFETIME, BATCH)) === BATCH);
  };
  const reconciler = createReconciler({ name: 'exports', interval: 10 * MINUTE, round, clock, log });
  return { start: () => reconciler.start(), stop: () => reconciler.stop() };
}

/**
 * Gives up exports of images that are gone, those that nobody has taken for long, and the longest unused artefacts while
 * all of them take more than they may. @returns how many.
 */
export async function giveUpExports({ store, settings, clock }: ExportContext): Promise<number> {
  let count = 0;
  const drop = async (key: ExportKey): Promise<void> => {
    if (await store.exportDelete(key)) count += 1;
  };
  for (;;) {
    const orphans = await store.exportsOrphaned(BATCH);
    for (const key of orphans) await drop(key);
    if (orphans.length < BATCH) break;
  }
  for (;;) {
    const unused = await store.exportsUnused(clock.now() - settings.keep, BATCH);
    for (const key of unused) await drop(key);
    if (unused.length < BATCH) break;
  }
  while ((await store.artefactBytes()) > settings.space) {
    const oldest = await store.artefactOldest();
    if (!oldest) break;
    await drop(oldest);
  }
  return count;
}
