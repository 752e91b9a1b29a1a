/** One of what a field offers. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly text: string;
  /** What tells it from others: a size, a project. */
  readonly note?: string | undefined;
  /** Why it cannot be taken now. */
  readonly unavailable?: string | undefined;
}
