import type { Message } from '../messages/message.ts';

/** One thing that takes long, as it goes. */
export interface Meter {
  /** @param done in the unit of the total, in all so far */
  set(done: number, total?: number | null): void;
  add(more: number): void;
  /** Takes it off the screen. Nothing is shown of it afterwards. */
  end(): void;
}

export interface Progress {
  /**
   * Begins to show how something goes.
   *
   * @param total bytes; null when nobody knows
   */
  begin(what: Message, total: number | null): Meter;
  /** Says something at once, such as a state that was reached. */
  tell(told: Message): void;
}
