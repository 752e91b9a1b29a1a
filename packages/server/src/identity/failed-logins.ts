/** Where wrong guesses in a row are kept, by who is guessed at or who guesses; all processes count together. */
export interface FailedLogins {
  failedLoginGet(subject: string): Promise<FailedLogin | null>;
  /**
   * Counts one more, or the first where the last one is forgotten by now; drops what nobody has to remember.
   *
   * @param now milliseconds since the epoch. @param forgottenSince those up to then are forgotten.
   */
  failedLoginAdd(subject: string, now: number, forgottenSince: number): Promise<void>;
  failedLoginForget(subject: string): Promise<void>;
}

export interface FailedLogin {
  readonly failures: number;
  /** The last one. */
  readonly failedAt: number;
}
