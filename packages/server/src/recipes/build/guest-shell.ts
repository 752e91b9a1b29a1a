import type { Shell } from '../document/recipe-schema.ts';
import type { StepLog } from './step-log.ts';

/** What the steps of a recipe are done with in a guest of one family, by its agent. */
export interface GuestShell {
  /** @returns the exit code; null when a signal ended it. @throws `conflict` for a shell that there is not. */
  script(script: string, shell: Shell | null, run: ShellRun): Promise<number | null>;
  /** By the package manager that there is. @returns as `script`; 0 for success. */
  packages(names: readonly string[], files: readonly string[], run: ShellRun): Promise<number | null>;
  /** Writes a file, and the directories above it. @param mode octal; null for what the system gives. */
  upload(to: string, bytes: Buffer, mode: string | null, run: ShellRun): Promise<void>;
  /** Takes away what these have left in the guest. */
  clear(signal: AbortSignal): Promise<void>;
}

export interface ShellRun {
  /** Variables that scripts see. */
  readonly environment: ReadonlyMap<string, string>;
  readonly log: StepLog;
  readonly signal: AbortSignal;
}
