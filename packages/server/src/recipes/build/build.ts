import type { Caller } from '../../kernel/caller.ts';
import type { RecipePlan } from '../document/recipe-plan.ts';
import type { RecipeRun } from '../runs/run.ts';
import type { RunRecorder } from './run-recorder.ts';

/** One image as it is built. */
export interface Build {
  readonly run: RecipeRun;
  /** As which it acts. */
  readonly caller: Caller;
  /** Filled in. */
  readonly plan: RecipePlan;
  /** What scripts see: variables and secrets. */
  readonly environment: ReadonlyMap<string, string>;
  readonly recorder: RunRecorder;
}
