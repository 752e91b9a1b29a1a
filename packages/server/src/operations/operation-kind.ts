import type { MatterJob } from '../jobs/index.ts';
import type { Caller } from '../kernel/caller.ts';
import type { OperationProgress } from './operation.ts';

/** What the domain that does the work lets people do with it. What is absent cannot be done. */
export interface OperationKind {
  /** Ends it soon. Decides by the caller, and fails as the operation of the domain does. */
  readonly cancel?: (caller: Caller, job: MatterJob) => Promise<unknown>;
  /** Has done again what has failed. */
  readonly retry?: (caller: Caller, job: MatterJob) => Promise<unknown>;
  /** Of what runs, where it is known. */
  readonly progress?: (caller: Caller, job: MatterJob) => Promise<OperationProgress | null>;
}

/** By action. */
export type OperationKinds = Readonly<Record<string, OperationKind>>;
