import { IngotError } from '../../kernel/errors.ts';
import type { RecipeRun, RunStatus } from './run.ts';

const ENDS = ['failed', 'cancelled'] as const;

/** Which state comes after which: the one table. A state that goes on may be written again. */
const RUN_TRANSITIONS = {
  queued: ['preparing', ...ENDS],
  preparing: ['building', 'cleaning', ...ENDS],
  building: ['cleaning', ...ENDS],
  cleaning: ['checking', 'publishing', ...ENDS],
  checking: ['publishing', ...ENDS],
  publishing: ['done', ...ENDS],
  done: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<RunStatus, readonly RunStatus[]>;

/** In which states somebody may end a run: once it is published it goes forward only. */
export const CANCELLABLE: readonly RunStatus[] = ['queued', 'preparing', 'building', 'cleaning', 'checking'];

export function isOver({ state }: Pick<RecipeRun, 'state'>): boolean {
  return RUN_TRANSITIONS[state.status].length === 0;
}

/** Whether a run may go from one to the other. */
export function mayFollow(before: RunStatus, after: RunStatus): boolean {
  const next: readonly RunStatus[] = RUN_TRANSITIONS[before];
  return (before === after && next.length > 0) || next.includes(after);
}

/** @throws `conflict`, with the states in which it could. */
export function requireCancellable({ id, state }: Pick<RecipeRun, 'id' | 'state'>): void {
  if (CANCELLABLE.includes(state.status)) return;
  throw new IngotError(
    'conflict',
    `Run ${id} is ${state.status}; to be cancelled it must be ${CANCELLABLE.join(' or ')}.`,
  );
}
