import type { JobStatus } from '../jobs/index.ts';
import type { OperationObstacle } from './operation-obstacle.ts';

/** Which action is legal in which state: the one table. What the work itself allows is said by its kind. */
export const OPERATION_ACTIONS = {
  cancel: ['waiting', 'running'],
  retry: ['failed', 'cancelled'],
} as const satisfies Record<string, readonly JobStatus[]>;

export type OperationAction = keyof typeof OPERATION_ACTIONS;

/** Why an action is not legal in a state; null where it is. */
export function obstacleOfStatus(action: OperationAction, status: JobStatus): OperationObstacle | null {
  const legal: readonly JobStatus[] = OPERATION_ACTIONS[action];
  if (legal.includes(status)) return null;
  if (action === 'cancel') return 'over';
  return status === 'succeeded' ? 'succeeded' : 'under-way';
}
