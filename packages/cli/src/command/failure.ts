import type { Message } from '../messages/message.ts';

/** What a script can tell by the exit status; documented in docs/cli.md. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  notAllowed: 4,
  conflict: 5,
  unavailable: 6,
  /** What was judged is not as it should be. */
  unmet: 7,
  /** It is not known to be as it should be. */
  unknown: 8,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** A command cannot go on, and knows what to tell. */
export class CommandError extends Error {
  readonly status: ExitStatus;
  readonly told: Message;
  /** What to do next. */
  readonly hint: Message | null;

  constructor(status: ExitStatus, told: Message, { hint, cause }: { hint?: Message; cause?: unknown } = {}) {
    super(told.key, cause === undefined ? undefined : { cause });
    this.name = 'CommandError';
    this.status = status;
    this.told = told;
    this.hint = hint ?? null;
  }
}
