/**
 * Short messages from each process to the others on the same database. One may be late or lost, so whoever listens looks
 * by itself as well, now and then.
 */
export interface Signals {
  /** Tells the others; never fails. @param detail well below 8000 bytes, all that PostgreSQL takes. */
  send(topic: string, detail?: string): void;
  /** `handler` is called for every message of another process. */
  on(topic: string, handler: (detail: string) => void): void;
}

/** Where there is nobody else. */
export const NO_SIGNALS: Signals = { send: () => undefined, on: () => undefined };
