import type { MatterJob, WorkMeasure } from '../jobs/index.ts';
import type { Caller } from '../kernel/caller.ts';
import type { OperationAction } from './operation-action.ts';
import type { OperationObstacle } from './operation-obstacle.ts';

/** What the domain that does the work lets people do with it: to end it soon, and to have done again what came to nothing. */
export interface OperationKind extends Readonly<Record<OperationAction, OperationDeed>> {
  /** Of what runs, where its job does not say it. */
  readonly progress?: (caller: Caller, job: MatterJob) => Promise<WorkMeasure | null>;
}

export type OperationDeed =
  | {
      /** Decides by the caller, and fails as the operation of the domain does. */
      readonly perform: (caller: Caller, job: MatterJob) => Promise<unknown>;
      /** Why it cannot be done with this one all the same. */
      readonly obstacle?: (
        caller: Caller,
        job: MatterJob,
      ) => Promise<OperationObstacle | null> | OperationObstacle | null;
    }
  | { readonly never: OperationObstacle };

/** By action. */
export type OperationKinds = Readonly<Record<string, OperationKind>>;
