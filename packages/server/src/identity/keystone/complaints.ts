import type { WorkLog } from '../../jobs/index.ts';

/** Says what an administrator has to mend: once, not with every request that suffers from it. */
export interface Complaints {
  /** Warns unless it was said already. @param subject what is wrong; has one complaint at a time. */
  make(subject: string, sentence: string): void;
  /** It works; the same complaint would be news again. */
  drop(subject: string): void;
}

export function createComplaints(log: WorkLog, context: object): Complaints {
  const made = new Map<string, string>();
  return {
    make: (subject, sentence) => {
      if (made.get(subject) === sentence) return;
      made.set(subject, sentence);
      log.error(context, sentence);
    },
    drop: (subject) => {
      made.delete(subject);
    },
  };
}
