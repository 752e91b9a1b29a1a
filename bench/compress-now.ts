import { setTimeout as delay } from 'node:timers/promises';
import { call, type Session } from './cloud.ts';

interface Run {
  readonly id: string;
  readonly status: string;
  readonly failure: string | null;
  readonly figures: { readonly rewrittenPacks: number } | null;
  readonly finishedAt: string | null;
}

/**
 * Has Ingot compress what lies plain: what it does by itself when nobody else uses the store, and with packs only that
 * nobody has read for days. What was read a moment ago is written down when the first run begins, and is left to the next.
 *
 * @param session an administrator's
 */
export async function compressNow(session: Session, base: string): Promise<void> {
  const runs = `${base}/api/v1/store/runs`;
  await compressOnce(session, runs);
  while ((await compressOnce(session, runs)) > 0);
}

/** @returns how many packs were rewritten */
async function compressOnce(session: Session, runs: string): Promise<number> {
  let run = await call<Run>(session, 'POST', runs, { kind: 'compression', unusedFor: 0 });
  while (run.finishedAt === null) {
    await delay(100);
    run = await call<Run>(session, 'GET', `${runs}/${run.id}`);
  }
  if (run.status !== 'succeeded' || !run.figures) throw new Error(`compression ${run.status}: ${run.failure}`);
  return run.figures.rewrittenPacks;
}
