import { clientNetwork } from '../kernel/client-network.ts';
import { hasCode, IngotError } from '../kernel/errors.ts';
import type { ApplicationCredential } from './application-credential.ts';
import { lookUpApplicationCredential, lookUpUser } from './identity-lookup.ts';
import type { IdentityStore, IdentityWriter } from './identity-store.ts';
import type { LoginLimit } from './login-limit.ts';
import type { PasswordHasher } from './password-hash.ts';
import type { Proof } from './sign-in.ts';
import type { User } from './user.ts';

export interface ProofChecker {
  readonly store: IdentityStore;
  readonly passwords: PasswordHasher;
  readonly limit: LoginLimit;
}

/**
 * The user whose password it is; null when it is not. Users that exist and that do not take the same time, and are
 * locked out alike.
 *
 * @throws IngotError `too-many-requests`, `unavailable`
 */
export async function provePassword(
  checker: ProofChecker,
  proof: Extract<Proof, { method: 'password' }>,
  remoteAddress: string,
): Promise<User | null> {
  const user = await lookUpUser(checker.store, proof.user);
  const hash = user && (await checker.store.userPasswordHash(user.id));
  const right = await isRight(checker, {
    subject: `user ${user?.id ?? JSON.stringify(proof.user)}`,
    secret: proof.password,
    hash,
    remoteAddress,
    replaceHash: async (writer, outdated, renewed) => {
      if (user !== null) await writer.userPasswordReplace(user.id, outdated, renewed);
    },
  });
  return right ? user : null;
}

/** The application credential whose secret it is; null when it is not. As `provePassword`. */
export async function proveApplicationCredential(
  checker: ProofChecker,
  proof: Extract<Proof, { method: 'application_credential' }>,
  remoteAddress: string,
): Promise<ApplicationCredential | null> {
  const credential = await lookUpApplicationCredential(checker.store, proof.credential);
  const hash = credential && (await checker.store.applicationCredentialSecretHash(credential.id));
  const right = await isRight(checker, {
    subject: `application credential ${credential?.id ?? JSON.stringify(proof.credential)}`,
    secret: proof.secret,
    hash,
    remoteAddress,
    replaceHash: async (writer, outdated, renewed) => {
      if (credential !== null) await writer.applicationCredentialSecretReplace(credential.id, outdated, renewed);
    },
  });
  return right ? credential : null;
}

interface Guess {
  /** Who is guessed at, whether he exists or not. */
  readonly subject: string;
  readonly secret: string;
  readonly hash: string | null;
  readonly remoteAddress: string;
  readonly replaceHash: (writer: IdentityWriter, outdated: string, renewed: string) => Promise<void>;
}

async function isRight({ store, passwords, limit }: ProofChecker, guess: Guess): Promise<boolean> {
  const { subject, secret, hash, remoteAddress, replaceHash } = guess;
  const right = await limit.guess(subject, remoteAddress, () =>
    passwords.verify(secret, hash, clientNetwork(remoteAddress)),
  );
  // Only now the secret is at hand to be hashed as new ones are.
  if (right && hash !== null && passwords.isOutdated(hash)) {
    try {
      const renewed = await passwords.hash(secret);
      await store.write((writer) => replaceHash(writer, hash, renewed));
    } catch (error) {
      // Whoever knows the secret is let in all the same; the next sign-in will do.
      if (!hasCode(error, 'unavailable')) throw error;
    }
  }
  return right;
}

/** The one answer to every sign-in that fails: it does not tell what was wrong. */
export function unauthenticated(): IngotError {
  return new IngotError('unauthenticated', 'The request you have made requires authentication.');
}
