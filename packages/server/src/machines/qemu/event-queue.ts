import { ControlError } from './control-error.ts';

/** Events that one reader has not taken yet, at most. Guests cause events, and may do so as fast as they can. */
const MAX_WAITING = 1024;

/** What happens, for one reader, in order, from the moment that it was made. */
export class EventQueue<Event> implements AsyncIterableIterator<Event, undefined> {
  readonly #waiting: Event[] = [];
  readonly #left: () => void;
  #wake: (() => void) | null = null;
  #end: 'open' | 'ended' | Error = 'open';

  /** @param left called once, when the reader wants no more. */
  constructor(left: () => void) {
    this.#left = left;
  }

  /** A reader that does not keep up gets no more, and learns that it missed some. */
  push(event: Event): void {
    if (this.#end !== 'open') return;
    if (this.#waiting.length < MAX_WAITING) this.#waiting.push(event);
    else this.end(new ControlError('closed', `More than ${MAX_WAITING} events came before they were taken.`));
    this.#wake?.();
  }

  /** There will be no more. @param failure that the reader gets after what waits. */
  end(failure?: Error): void {
    if (this.#end !== 'open') return;
    this.#end = failure ?? 'ended';
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Event, undefined>> {
    for (;;) {
      const [event] = this.#waiting.splice(0, 1);
      if (event !== undefined) return { done: false, value: event };
      if (this.#end instanceof Error) throw this.#end;
      if (this.#end === 'ended') return { done: true, value: undefined };
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
      this.#wake = null;
    }
  }

  async return(): Promise<IteratorResult<Event, undefined>> {
    this.#waiting.length = 0;
    this.end();
    this.#left();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
