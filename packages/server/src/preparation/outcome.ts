import type { Change, LeftBecause, Plan } from '@ingot/inspector';

/** What was changed, or would be. */
export interface Changed {
  readonly mend: string;
  /** In the guest; for people. */
  readonly path: string;
  readonly action: Change['edit']['kind'];
}

/** What stays as it is: as a plan has it, or `failed` – it was tried, and is as it was. */
export interface Left {
  readonly mend: string;
  readonly path: string;
  readonly because: LeftBecause | 'failed';
  readonly detail: string | null;
}

/** What came of a preparation. */
export interface Outcome {
  /** The first of them; `total` counts all. */
  readonly changes: readonly Changed[];
  readonly total: number;
  readonly left: readonly Left[];
}

/** Changes that are told one by one. */
const TOLD = 1000;

/** @param after what is still to be changed when all is done; null for what was not done. */
export function outcomeOf({ parts, left }: Plan, after: Plan | null): Outcome {
  const planned = parts.flatMap(({ changes }) => changes);
  const undone = new Set((after?.parts ?? []).flatMap(({ changes }) => changes).map(keyOf));
  const [done, failed] = [
    planned.filter((each) => !undone.has(keyOf(each))),
    planned.filter((each) => undone.has(keyOf(each))),
  ];
  return {
    changes: done.slice(0, TOLD).map(({ mend, path, edit }) => ({ mend, path, action: edit.kind })),
    total: done.length,
    left: [
      ...left,
      ...failed.slice(0, TOLD).map(({ mend, path }) => ({ mend, path, because: 'failed' as const, detail: null })),
    ],
  };
}

function keyOf({ mend, path }: Change): string {
  return `${mend} ${path}`;
}
