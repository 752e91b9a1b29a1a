import type { Caller } from '../kernel/caller.ts';
import type { UserId } from '../kernel/ids.ts';
import type { KeyPair } from './key-pair.ts';

/**
 * Everything that can be done with key pairs. Everybody has his own; administrators see, make and delete those of others.
 * Each operation fails with an `IngotError`: `not-found`, `forbidden` for those of somebody else, `invalid`.
 */
export interface KeyPairs {
  /** By name; all of them, which are `MOST_KEY_PAIRS` at most. @param user the caller unless given. */
  keyPairList(caller: Caller, user?: UserId): Promise<readonly KeyPair[]>;
  keyPairGet(caller: Caller, name: string, user?: UserId): Promise<KeyPair>;
  /** @throws `conflict` when the name is taken, `quota-exceeded` when the user has `MOST_KEY_PAIRS`. */
  keyPairCreate(caller: Caller, wanted: NewKeyPair): Promise<CreatedKeyPair>;
  /** Machines that were made with it keep what they have. */
  keyPairDelete(caller: Caller, name: string, user?: UserId): Promise<void>;
}

export interface NewKeyPair {
  readonly name: string;
  /** As OpenSSH writes it; left out: a new key is made. */
  readonly publicKey?: string;
  readonly user?: UserId;
}

export interface CreatedKeyPair {
  readonly keyPair: KeyPair;
  /** Of a key that was made here, in PEM: it is not kept, and can't be had again. */
  readonly privateKey: string | null;
}
