import type { UserId } from '../kernel/ids.ts';

/**
 * The public half of a key that a person signs in to guests with. It belongs to the user, whatever project he works in, and
 * is copied into the machines that are made with it: the private half is kept by nobody here.
 */
export interface KeyPair {
  readonly userId: UserId;
  /** Unlike the others of the user. */
  readonly name: string;
  /** A line of `authorized_keys`: algorithm, key in base64 and, maybe, a comment (sshd(8)). */
  readonly publicKey: string;
  /** MD5 of the key, as OpenStack shows it: 16 pairs of hex digits with colons between. */
  readonly fingerprint: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** Of one user, as Nova has it; so that they are listed whole. */
export const MOST_KEY_PAIRS = 100;
