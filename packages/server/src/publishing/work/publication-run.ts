import { IngotError } from '../../kernel/errors.ts';
import type { JobRun } from '../../jobs/index.ts';
import type { PublicationId } from '../../kernel/ids.ts';
import type { PublicationStep } from '../publication.ts';
import type { PublishingContext } from '../publishing-context.ts';

/** Between two looks at whether it is still wanted, in milliseconds. */
const LOOK_EVERY = 500;

/** What a publication ends with that somebody did not want any more. */
export class NotWanted extends Error {
  override readonly name = 'NotWanted';
}

/** What a piece of the work needs of the run of a publication. */
export type RunSteps = Pick<PublicationRun, 'signal' | 'step' | 'advance'>;

/** One run of a publication: says how far it is, and stops it when it is not wanted any more. */
export class PublicationRun {
  /** Fires when the process stops, or nobody wants the publication. */
  readonly signal: AbortSignal;
  readonly #unwanted = new AbortController();
  readonly #job: JobRun;
  readonly #context: Pick<PublishingContext, 'store' | 'clock' | 'log'>;
  readonly #id: PublicationId;
  readonly #timer: NodeJS.Timeout;
  #progress: { step: PublicationStep; done: number; total: number | null } = { step: 'waiting', done: 0, total: null };

  constructor(context: Pick<PublishingContext, 'store' | 'clock' | 'log'>, id: PublicationId, job: JobRun) {
    this.#context = context;
    this.#id = id;
    this.#job = job;
    this.signal = AbortSignal.any([job.signal, this.#unwanted.signal]);
    this.#timer = setInterval(() => {
      this.#tell().catch((error: unknown) =>
        context.log.warn({ publication: id, err: error }, 'a publication cannot tell how far it is'),
      );
    }, LOOK_EVERY);
  }

  /** Begins a step. @param total of its bytes, where that is known. @throws the signal's reason. */
  async step(step: PublicationStep, total: number | null = null): Promise<void> {
    this.#progress = { step, done: 0, total };
    this.#job.progress(step);
    await this.#tell();
    this.signal.throwIfAborted();
  }

  /** @param done of the step, in bytes. */
  advance(done: number): void {
    this.#progress.done = done;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #tell(): Promise<void> {
    const { store, clock } = this.#context;
    const told = await store.publicationTell(this.#id, this.#progress, clock.now());
    if (told === null) this.#unwanted.abort(new IngotError('conflict', 'The publication is over.'));
    else if (told.cancelWanted) this.#unwanted.abort(new NotWanted('the publication was cancelled'));
  }
}
