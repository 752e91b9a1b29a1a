/**
 * What is done inside a guest, by its agent. All that it says is the guest's word: checked in form, bounded, and perhaps a
 * lie.
 *
 * Every call fails with `unavailable` when the agent does not answer in time, `conflict` with the reason when it says no or
 * may not do that, and with the signal's reason.
 */
export interface GuestControl {
  /** Resolves when the agent answers. @param patience milliseconds. */
  wait(patience: number, signal: AbortSignal): Promise<void>;
  /** What the guest says that it is. */
  about(signal: AbortSignal): Promise<GuestWord>;
  /** The beginning of a file; null where there is none. @param limit in bytes. @param from bytes of it that are left out. */
  readFile(path: string, limit: number, signal: AbortSignal, from?: number): Promise<Buffer | null>;
  /** Replaces it. */
  writeFile(path: string, bytes: Buffer, signal: AbortSignal): Promise<void>;
  /** Runs a program to its end. */
  run(program: GuestProgram, signal: AbortSignal): Promise<GuestExit>;
  setPassword(user: string, password: string, signal: AbortSignal): Promise<void>;
  /** Resolves when the guest has taken the order. */
  shutDown(how: 'powerdown' | 'reboot', signal: AbortSignal): Promise<void>;
}

export interface GuestWord {
  readonly family: 'linux' | 'windows';
  /** `ID` of os-release(5), `mswindows` of a Windows; null where it does not say. */
  readonly id: string | null;
  /** For people. */
  readonly name: string | null;
  readonly kernel: string | null;
  readonly agentVersion: string;
}

export interface GuestProgram {
  /** Absolute. */
  readonly path: string;
  readonly args: readonly string[];
  /** `NAME=value`, instead of what the agent has. */
  readonly environment?: readonly string[];
  /** What it reads from its standard input. */
  readonly input?: Buffer;
}

export interface GuestExit {
  /** Null when a signal ended it. */
  readonly code: number | null;
  /** What it printed, the first 64 KiB of each; the rest is gone. */
  readonly output: Buffer;
  readonly errors: Buffer;
}
