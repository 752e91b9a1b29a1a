import { IngotError } from '../kernel/errors.ts';
import type { ApplicationCredential } from './application-credential.ts';
import { lookUpApplicationCredential, lookUpUser } from './identity-lookup.ts';
import type { IdentityReader } from './identity-store.ts';
import type { LoginLimit } from './login-limit.ts';
import type { PasswordHasher } from './password-hash.ts';
import type { Proof } from './sign-in.ts';
import type { User } from './user.ts';

export interface ProofChecker {
  readonly store: IdentityReader;
  readonly passwords: PasswordHasher;
  readonly limit: LoginLimit;
}

/**
 * The user whose password it is; null when it is not. Users that exist and that do not take the same time, and are
 * locked out alike.
 *
 * @throws IngotError `too-many-requests`
 */
export async function provePassword(
  { store, passwords, limit }: ProofChecker,
  proof: Extract<Proof, { method: 'password' }>,
  remoteAddress: string,
): Promise<User | null> {
  const user = await lookUpUser(store, proof.user);
  const hash = user && (await store.userPasswordHash(user.id));
  const subject = `user ${user?.id ?? JSON.stringify(proof.user)}`;
  const right = await limit.guess(subject, remoteAddress, () => passwords.verify(proof.password, hash));
  return right ? user : null;
}

/** The application credential whose secret it is; null when it is not. As `provePassword`. */
export async function proveApplicationCredential(
  { store, passwords, limit }: ProofChecker,
  proof: Extract<Proof, { method: 'application_credential' }>,
  remoteAddress: string,
): Promise<ApplicationCredential | null> {
  const credential = await lookUpApplicationCredential(store, proof.credential);
  const hash = credential && (await store.applicationCredentialSecretHash(credential.id));
  const subject = `application credential ${credential?.id ?? JSON.stringify(proof.credential)}`;
  const right = await limit.guess(subject, remoteAddress, () => passwords.verify(proof.secret, hash));
  return right ? credential : null;
}

/** The one answer to every sign-in that fails: it does not tell what was wrong. */
export function unauthenticated(): IngotError {
  return new IngotError('unauthenticated', 'The request you have made requires authentication.');
}
