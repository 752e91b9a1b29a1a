import type { Contestant } from './contestant.ts';

/** What `npm run bench` can measure. */
export interface Suite {
  /** One line for the help. */
  readonly summary: string;
  /** Measures and returns the report, in Markdown. */
  run(surroundings: Surroundings): Promise<string>;
}

/** What a suite gets from the command line. */
export interface Surroundings {
  /** Measurements of which the median counts. */
  readonly rounds: number;
  /** Of one measurement of rates. */
  readonly seconds: number;
  /** A raw disk with a guest on it, for suites that want a real one; null for their own. */
  readonly disk: string | null;
  /** Whether a row is wanted, for suites that can measure their rows by themselves. */
  readonly isWanted: (row: string) => boolean;
  /** Starts the service to compare with, or takes the running one; null with `--alone`. Whoever asks stops it. */
  readonly startPeer: () => Promise<Contestant | null>;
  /** Says what is being done. */
  readonly progress: (line: string) => void;
}
