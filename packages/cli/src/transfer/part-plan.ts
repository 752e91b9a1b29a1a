import { CHUNK_SIZE } from '@ingot/chunk-store/wire';
import type { BaseWindow } from './base-chunks.ts';
import type { NamedFile } from './named-file.ts';
import { isZeroId } from './tree-ids.ts';

/** What a part says of consecutive chunks of the file. */
export type PlannedRun = {
  /** Counted from 0. */
  readonly first: number;
  readonly count: number;
} & (
  | { readonly kind: 'zeros' | 'new' }
  /** @param from the first chunk of the source. */
  | { readonly kind: 'copy'; readonly source: number; readonly from: number }
);

export interface PartPlan {
  readonly runs: readonly PlannedRun[];
  /** Where the next part begins, in bytes. */
  readonly end: number;
}

export interface PartRules {
  /** Where the part ends at the latest, in bytes. */
  readonly limit: number;
  /** Where a part may end, in bytes. */
  readonly grid: number;
  /** Bytes of new chunks after which a part ends where it may: what a broken connection costs. */
  readonly target: number;
}

/** Plans a part from `start` on, in bytes, as soon as its chunks have names. It ends at the limit, or at the target. */
export async function planPart(
  file: NamedFile,
  base: BaseWindow,
  start: number,
  { limit, grid, target }: PartRules,
): Promise<PartPlan> {
  const runs: PlannedRun[] = [];
  let carried = 0;
  let end = start;
  while (end < limit && carried < target) {
    const first = end / CHUNK_SIZE;
    end = Math.min(end + grid, limit);
    const behind = Math.ceil(end / CHUNK_SIZE);
    await file.namedUntil(behind);
    for (let number = first; number < behind; number += 1) {
      const run = runOf(file, base, number);
      if (run.kind === 'new') carried += CHUNK_SIZE;
      const last = runs.at(-1);
      const longer = last && joined(last, run);
      if (longer) runs[runs.length - 1] = longer;
      else runs.push(run);
    }
  }
  return { runs, end };
}

function runOf(file: NamedFile, base: BaseWindow, number: number): PlannedRun {
  const run = { first: number, count: 1 };
  if (isZeroId(file.ids.bytes, number)) return { ...run, kind: 'zeros' };
  const place = base.find(file.ids.bytes, number);
  return place ? { ...run, kind: 'copy', source: place.source, from: place.number } : { ...run, kind: 'new' };
}

/** One run for both, if there is one. */
function joined(run: PlannedRun, next: PlannedRun): PlannedRun | null {
  const both = { ...run, count: run.count + next.count };
  if (run.kind !== 'copy' || next.kind !== 'copy') return run.kind === next.kind ? both : null;
  return run.source === next.source && run.from + run.count === next.from ? both : null;
}
