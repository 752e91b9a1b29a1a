import { message, type PlainKey } from '../messages/message.ts';
import type { Meter, Progress } from './progress.ts';

/** Shows how something goes that has several steps, one of them at a time. */
export class StepMeter {
  readonly #progress: Progress;
  #step: PlainKey | null = null;
  #meter: Meter | null = null;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** @param done of this step, in the unit of the total; null where nobody knows */
  show(step: PlainKey, done: number, total: number | null): void {
    if (this.#meter === null || this.#step !== step) {
      this.end();
      this.#step = step;
      this.#meter = this.#progress.begin(message(step), total);
    }
    this.#meter.set(done, total);
  }

  end(): void {
    this.#meter?.end();
    this.#meter = null;
  }
}
