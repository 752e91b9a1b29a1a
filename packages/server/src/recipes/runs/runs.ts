import type { Caller } from '../../kernel/caller.ts';
import type { RecipeId, RecipeRunId } from '../../kernel/ids.ts';
import type { RecipeBase } from '../document/recipe-plan.ts';
import type { Page } from '../recipes.ts';
import type { RecipeRun, RunStep } from './run.ts';

/**
 * Runs of recipes. Each operation decides by its `Caller` whether it may be done, and fails with an `IngotError`:
 * `not-found` where the caller may not know of the run, `forbidden` where he may see it but not do this.
 */
export interface RecipeRuns {
  /**
   * Begins to build an image, for the caller's project.
   *
   * @throws `invalid` for values, profiles or a base that will not do; `not-found` for a recipe or an image that is not there;
   *   `conflict` where too many are under way; `unavailable` where no machines can be run.
   */
  runStart(caller: Caller, order: RunOrder): Promise<RecipeRun>;
  runGet(caller: Caller, id: RecipeRunId): Promise<RunWithSteps>;
  /** Newest first. */
  runList(caller: Caller, query: ListedRuns): Promise<Page<RecipeRun>>;
  /** Ends one that is not published, soon, and takes back what it has done. @throws `conflict` for any other. */
  runCancel(caller: Caller, id: RecipeRunId): Promise<RunWithSteps>;
  /** The text of the recipe that it was run by. */
  runDocument(caller: Caller, id: RecipeRunId): Promise<string>;
  /** A range of a step's log, also while it grows. @throws `not-found` for a step that there is not. */
  runLog(caller: Caller, id: RecipeRunId, range: LogRange): Promise<LogPart>;
}

export interface RunOrder {
  readonly recipe: { readonly id: RecipeId } | { readonly document: string };
  /** Secrets, too. */
  readonly variables: Readonly<Record<string, string>>;
  /** Instead of the one that the recipe says; null for that. */
  readonly base: RecipeBase | null;
}

export interface RunWithSteps {
  readonly run: RecipeRun;
  readonly steps: readonly RunStep[];
}

export interface ListedRuns {
  /** Of every project, for administrators. */
  readonly allProjects?: boolean;
  readonly recipe?: RecipeId;
  readonly marker?: RecipeRunId;
  readonly limit: number;
}

/** In characters. */
export interface LogRange {
  readonly step: number;
  readonly from: number;
  readonly limit: number;
}

export interface LogPart {
  readonly text: string;
  /** Where in the log the service speaks, and not the guest, as far as that is in `text`: whole lines. */
  readonly sentences: readonly { readonly from: number; readonly to: number }[];
  /** Where to go on. */
  readonly next: number;
  /** Nothing comes any more after what there is. */
  readonly complete: boolean;
  /** Characters of the log by now. */
  readonly length: number;
}
