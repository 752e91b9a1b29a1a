import { isAdmin, type Caller } from '../kernel/caller.ts';
import type { Clock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';
import type { UserId } from '../kernel/ids.ts';
import { generateKey } from './generate-key.ts';
import type { KeyPairStore } from './key-pair-store.ts';
import { MOST_KEY_PAIRS } from './key-pair.ts';
import type { KeyPairs } from './key-pairs.ts';
import { parsePublicKey } from './public-key.ts';

export interface KeyPairContext {
  readonly store: KeyPairStore;
  readonly clock: Clock;
}

/** As Nova has them: names stand in command lines and in metadata of guests. */
const NAME = /^[A-Za-z0-9 _.@-]{1,255}$/;

/** Puts the domain together. */
export function createKeyPairs({ store, clock }: KeyPairContext): KeyPairs {
  return {
    keyPairList: async (caller, user) => store.keyPairList(ownerOf(caller, user)),

    keyPairGet: async (caller, name, user) => {
      const keyPair = await store.keyPairFind(ownerOf(caller, user), name);
      if (!keyPair) throw notFound(name);
      return keyPair;
    },

    keyPairCreate: async (caller, { name, publicKey: given, user }) => {
      const userId = ownerOf(caller, user);
      if (!NAME.test(name) || name.trim() !== name) {
        throw new IngotError(
          'invalid',
          'The name of a key pair has 1 to 255 letters, digits, "_", "-", ".", "@" and spaces between them.',
        );
      }
      const made = given === undefined ? await generateKey() : null;
      const { line: publicKey, fingerprint } = parsePublicKey(made?.publicKey ?? given ?? '');
      const keyPair = { userId, name, publicKey, fingerprint, createdAt: clock.now() };
      const refusal = await store.keyPairAdd(keyPair, MOST_KEY_PAIRS);
      if (refusal === 'name-taken') throw new IngotError('conflict', `Key pair '${name}' already exists.`);
      if (refusal === 'too-many') {
        throw new IngotError('quota-exceeded', `There are ${MOST_KEY_PAIRS} key pairs already; delete some first.`);
      }
      return { keyPair, privateKey: made?.privateKey ?? null };
    },

    keyPairDelete: async (caller, name, user) => {
      if (!(await store.keyPairRemove(ownerOf(caller, user), name))) throw notFound(name);
    },
  };
}

/** @throws `forbidden`. */
function ownerOf(caller: Caller, user: UserId | undefined): UserId {
  if (user === undefined || user === caller.userId || isAdmin(caller)) return user ?? caller.userId;
  throw new IngotError('forbidden', 'Only administrators work with key pairs of others.');
}

function notFound(name: string): IngotError {
  return new IngotError('not-found', `Keypair ${name} not found for this user.`);
}
