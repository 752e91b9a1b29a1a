import { createReconciler, type JobHandler, type Reconciler } from '../jobs/index.ts';
import { runHandler } from './build/run-handler.ts';
import { settleRuns } from './build/settle-runs.ts';
import type { RecipeContext } from './recipe-context.ts';
import { recipeOperations } from './recipe-operations.ts';
import type { Recipes } from './recipes.ts';
import { runJobKind } from './runs/run-job.ts';
import { runOperations, type RunContext } from './runs/run-operations.ts';
import { RunSecrets } from './runs/run-secrets.ts';
import type { RecipeRuns } from './runs/runs.ts';

export interface RecipeService {
  readonly recipes: Recipes;
  readonly runs: RecipeRuns;
  /** For the job runner of this host, whose `wake` is `wakeJobs`. */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  readonly work: Pick<Reconciler, 'start' | 'stop'>;
}

const MINUTE = 60_000;

/** Puts the domain together. */
export function createRecipes(context: RecipeContext & Omit<RunContext, 'recipes' | 'secrets'>): RecipeService {
  const recipes = recipeOperations(context);
  const runContext: RunContext = { ...context, recipes, secrets: new RunSecrets() };
  return {
    recipes,
    runs: runOperations(runContext),
    jobHandlers: { [runJobKind(context.host)]: runHandler(runContext) },
    work: createReconciler({
      name: 'runs of recipes',
      interval: MINUTE,
      round: (signal) => settleRuns(runContext, signal),
      clock: context.clock,
      log: context.log,
    }),
  };
}
