import type { GuestWord } from './guest-control.ts';

/** What a boot of a disk showed. Times in milliseconds since the guest's processors began to run. */
export interface BootFindings {
  /** When the agent answered; null when it did not. */
  readonly agentAfter: number | null;
  readonly guest: GuestWord | null;
  /** What else showed that a system was there, by when; in no order. */
  readonly signs: readonly BootSign[];
  readonly cloudInit: CloudInitEnd;
  readonly password: PasswordEnd;
  /** How long it was looked at. */
  readonly duration: number;
  /** PNG, in order of time. */
  readonly screens: readonly Buffer[];
  /** The end of what came from the serial port. */
  readonly serialLog: Buffer;
  /** Why the guest ended before all was seen; null when it did not. */
  readonly ended: string | null;
}

export interface BootSign {
  /** `login`: a text asks for a name; `ssh`, `rdp`: somebody speaks that; `still-screen`: it shows something, and stays so. */
  readonly sign: 'login' | 'ssh' | 'rdp' | 'still-screen';
  readonly after: number;
}

/** `failed` with what it says of that; `late`: it had not finished in time. */
export type CloudInitEnd =
  | { readonly end: 'finished'; readonly after: number }
  | { readonly end: 'failed'; readonly reason: string }
  | { readonly end: 'late' | 'absent' }
  /** The agent was not there to be asked, or may not tell. */
  | { readonly end: 'unknown'; readonly reason: string };

export type PasswordEnd =
  | { readonly end: 'set'; readonly user: string }
  | { readonly end: 'refused'; readonly user: string; readonly reason: string }
  | { readonly end: 'unknown' };
