import type { JobRun } from '../../jobs/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { RecipeRun, RunningStatus, RunStep } from '../runs/run.ts';
import type { BuildContext } from './build-context.ts';
import { StepEnd } from './do-step.ts';
import type { SecretMask } from './secret-mask.ts';
import { StepLog } from './step-log.ts';

/** Between two looks at whether it is still wanted, in milliseconds. */
const LOOK_EVERY = 500;

/** One run as it goes: writes down how far it is and what is said, and stops it when it is not wanted any more. */
export class RunRecorder {
  /** Fires when the process stops, or nobody wants the run. */
  readonly signal: AbortSignal;
  readonly #context: Pick<BuildContext, 'runs' | 'clock' | 'log'>;
  readonly #run: RecipeRun;
  readonly #steps: readonly RunStep[];
  readonly #mask: SecretMask;
  readonly #job: JobRun;
  readonly #unwanted = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(
    context: Pick<BuildContext, 'runs' | 'clock' | 'log'>,
    parts: {
      readonly run: RecipeRun;
      readonly steps: readonly RunStep[];
      readonly mask: SecretMask;
      readonly job: JobRun;
    },
  ) {
    this.#context = context;
    this.#run = parts.run;
    this.#steps = parts.steps;
    this.#mask = parts.mask;
    this.#job = parts.job;
    this.signal = AbortSignal.any([parts.job.signal, this.#unwanted.signal]);
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY);
  }

  /**
   * Does a step: it is running, then done, or failed with the reason at the end of its log.
   *
   * @param work resolves to the exit code of what it ran; null where it ran nothing.
   * @throws what the work does, with no secret in its message.
   */
  async step(status: RunningStatus, place: number, work: (log: StepLog) => Promise<number | null>): Promise<void> {
    const { runs, clock } = this.#context;
    const planned = this.#steps[place];
    if (!planned) throw new Error(`a run has no step ${place}`);
    await this.#reach(status, place);
    this.#job.progress(this.#mask.apply(planned.name));
    const begun: RunStep = { ...planned, status: 'running', startedAt: clock.now() };
    await runs.stepWrite(this.#run, begun);
    const log = new StepLog(this.#mask, (piece) => runs.logAppend(this.#run, place, piece));
    try {
      const exitCode = await work(log);
      await log.end();
      await runs.stepWrite(this.#run, { ...begun, status: 'done', finishedAt: clock.now(), exitCode });
    } catch (error) {
      // Whoever takes the run up writes down how it ended.
      if (this.#job.signal.aborted) throw error;
      const exitCode = error instanceof StepEnd ? error.exitCode : null;
      const masked = this.#masked(error);
      await log.say(this.isUnwanted ? 'It was cancelled.' : sentenceOf(masked));
      await runs.stepWrite(this.#run, { ...begun, status: 'failed', finishedAt: clock.now(), exitCode });
      throw masked;
    }
  }

  /** Whether it is stopped because somebody cancelled it. */
  get isUnwanted(): boolean {
    return this.#unwanted.signal.aborted;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #reach(status: RunningStatus, step: number): Promise<void> {
    const { runs, clock } = this.#context;
    const reached = await runs.runRevise(this.#run.id, (run) => {
      // Whoever was told that it ends is not to see it published.
      if ('cancelRequested' in run.state && run.state.cancelRequested) return run;
      return { ...run, state: { status, step, cancelRequested: false }, updatedAt: clock.now() };
    });
    if (!reached) throw new IngotError('conflict', 'The run is over.');
    this.#heed(reached);
    this.signal.throwIfAborted();
  }

  async #look(): Promise<void> {
    try {
      const run = await this.#context.runs.runFind(this.#run.id);
      if (run) this.#heed(run);
    } catch (err) {
      this.#context.log.warn({ run: this.#run.id, err }, 'it is not known whether a run is still wanted');
    }
  }

  #heed({ state }: RecipeRun): void {
    if ('cancelRequested' in state && state.cancelRequested) {
      this.#unwanted.abort(new Error('the run was cancelled'));
    }
  }

  #masked(error: unknown): unknown {
    if (!(error instanceof IngotError)) return error;
    const message = this.#mask.apply(error.message);
    return message === error.message ? error : new IngotError(error.code, message);
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof IngotError ? error.message : 'An internal error occurred; the log of the service has it.';
}
