import type { NewJob } from '../../jobs/index.ts';
import type { ProjectId, RecipeId, RecipeRunId } from '../../kernel/ids.ts';
import type { LogPiece, RecipeRun, RunStep } from './run.ts';

/** Where runs are kept, with their steps and logs. Every time is handed in, in milliseconds since the epoch. */
export interface RunStore {
  /**
   * Together with its job. Of the project's runs that are over, the oldest are forgotten beyond `most.over`.
   *
   * @throws `conflict` where `most.underWay` of the project are.
   */
  runAdd(run: RecipeRun, parts: NewRunParts, most: MostRuns): Promise<void>;
  runFind(id: RecipeRunId): Promise<RecipeRun | null>;
  /** The text of the recipe that it was run by. */
  runDocument(id: RecipeRunId): Promise<string>;
  /** Newest first. @param owner null: everybody's. */
  runList(owner: ProjectId | null, page: RunPage): Promise<readonly RecipeRun[]>;
  /**
   * Changes one that is not over, as if alone. @param revise is given what it is now, and may be asked twice.
   * @returns what it is then; null when it is over, or gone.
   * @throws Error for a state that may not follow.
   */
  runRevise(id: RecipeRunId, revise: (run: RecipeRun) => RecipeRun): Promise<RecipeRun | null>;
  /** Its machine is gone. */
  machineForget(id: RecipeRunId): Promise<void>;

  /** In their order. */
  stepsOf(id: RecipeRunId): Promise<readonly RunStep[]>;
  stepWrite(run: Pick<RecipeRun, 'id' | 'ownerId'>, step: RunStep): Promise<void>;
  /** Adds to the end of a step's log. */
  logAppend(run: Pick<RecipeRun, 'id' | 'ownerId'>, place: number, piece: LogPiece): Promise<void>;
  /** Characters of a step's log in the order of their pieces; fewer at its end. */
  logRead(id: RecipeRunId, place: number, from: number, limit: number): Promise<readonly LogPiece[]>;

  /** Those of a host that are not over, or still have a machine; in order of id. */
  runsUnsettled(host: string, after: RecipeRunId | null, limit: number): Promise<readonly RecipeRun[]>;
  /** Forgets at most `limit` that were over before, and have no machine. @returns how many. */
  runsForget(finishedBefore: number, limit: number): Promise<number>;
}

export interface NewRunParts {
  readonly document: string;
  readonly steps: readonly RunStep[];
  readonly job: NewJob;
}

/** How many runs a project may have. */
export interface MostRuns {
  readonly underWay: number;
  readonly over: number;
}

export interface RunPage {
  readonly recipe?: RecipeId;
  /** The last one of the page before. */
  readonly after?: Pick<RecipeRun, 'id' | 'createdAt'>;
  readonly limit: number;
}
