import type { ImageId, JobId, MachineId, ProjectId, RecipeId, RecipeRunId, UserId } from '../../kernel/ids.ts';
import type { RecipeBase, StepKind } from '../document/recipe-plan.ts';

/**
 * The run: one image that is built by a recipe.
 *
 *   queued ─► preparing ─► building ─► cleaning ─► checking ─► publishing ─► done
 *      └──────────┴───────────┴───────────┴───────────┴────────────┴──────► failed, cancelled
 *
 * What it is told is written down but for its secrets, which only the process has that was told them. A run whose process
 * died is undone and has failed: a guest is not the same twice half way through. Once the image is active it only goes
 * forward. `RUN_TRANSITIONS` is the table.
 */
export interface RecipeRun {
  readonly id: RecipeRunId;
  /** The job that does the work, for which the image waits. */
  readonly task: JobId;
  /** The recipe as it was then; null for a document of nobody's. What it said is kept with the run. */
  readonly recipe: { readonly id: RecipeId; readonly name: string; readonly revision: number } | null;
  readonly base: RecipeBase;
  /** Variables that are no secrets. */
  readonly variables: Readonly<Record<string, string>>;
  readonly secretNames: readonly string[];
  /** The machine that it is built in; null once that is gone. */
  readonly machineId: MachineId | null;
  /** The image as which it is published, which is there from `publishing` on. */
  readonly imageId: ImageId;
  /** The process that does it. */
  readonly host: string;
  readonly ownerId: ProjectId;
  readonly userId: UserId;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: RunState;
}

export type RunState =
  | { readonly status: 'queued'; readonly cancelRequested: boolean }
  /** `step`: the place of what is being done. */
  | { readonly status: RunningStatus; readonly step: number; readonly cancelRequested: boolean }
  | { readonly status: 'done'; readonly finishedAt: number }
  /** `reason` is a sentence; `step` null for one that had not begun. */
  | { readonly status: 'failed'; readonly finishedAt: number; readonly step: number | null; readonly reason: string }
  | { readonly status: 'cancelled'; readonly finishedAt: number };

export const RUNNING_STATUSES = ['preparing', 'building', 'cleaning', 'checking', 'publishing'] as const;
export type RunningStatus = (typeof RUNNING_STATUSES)[number];
export const RUN_STATUSES = ['queued', ...RUNNING_STATUSES, 'done', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** What a run does beside the steps of its recipe: before them, and after. */
export const STAGES = ['prepare', 'clean', 'check', 'publish'] as const;
type Stage = (typeof STAGES)[number];

/** Something that a run does, with a log of its own. */
export interface RunStep {
  /** From 0, which is starting the machine. */
  readonly place: number;
  readonly kind: Stage | StepKind;
  readonly name: string;
  readonly status: RunStepStatus;
  /** Milliseconds since the epoch; null for what has not begun, or not ended. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Of the program that it ran, when that has ended. */
  readonly exitCode: number | null;
  /** Characters of its log that are kept. */
  readonly logLength: number;
}

/** What comes into the log of a step at a time. */
export interface LogPiece {
  /** Character of the log that it begins at. */
  readonly at: number;
  readonly text: string;
  /** Lines that the service says; what a program of the guest has printed otherwise. */
  readonly isOurs: boolean;
}

/** `skipped`: there was nothing to be done, or an earlier one failed. */
export const RUN_STEP_STATUSES = ['waiting', 'running', 'done', 'failed', 'skipped'] as const;
export type RunStepStatus = (typeof RUN_STEP_STATUSES)[number];
