import type { UserId } from '../kernel/ids.ts';
import type { KeyPair } from './key-pair.ts';

/** Where key pairs are kept. */
export interface KeyPairStore {
  /** By name. */
  keyPairList(user: UserId): Promise<readonly KeyPair[]>;
  keyPairFind(user: UserId, name: string): Promise<KeyPair | null>;
  /** @param most that its user may have. @returns what keeps it from being added, if anything. */
  keyPairAdd(keyPair: KeyPair, most: number): Promise<'name-taken' | 'too-many' | null>;
  /** @returns whether it was there. */
  keyPairRemove(user: UserId, name: string): Promise<boolean>;
}
