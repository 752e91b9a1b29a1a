import { randomBytes } from 'node:crypto';
import { isAdmin, type Caller } from '../kernel/caller.ts';
import type { Clock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';
import { newApplicationCredentialId, type ApplicationCredentialId, type RoleId, type UserId } from '../kernel/ids.ts';
import { forbidden, found, requireSelfOrAdmin } from './access.ts';
import type { ApplicationCredential } from './application-credential.ts';
import type { Authorization } from './authorization.ts';
import type { IdentityReader, IdentityStore } from './identity-store.ts';
import { checkFree, checkName } from './names.ts';
import { readPage, type Page, type PageRequest } from './page.ts';
import type { PasswordHasher } from './password-hash.ts';
import type { Role } from './role.ts';
import type { TokenCaller } from './tokens.ts';

/** For the user himself; administrators may look and delete. */
export interface ApplicationCredentials {
  /**
   * For the project of the caller's token, with roles that he has there now.
   *
   * @throws IngotError `forbidden` when the caller himself acts by a restricted application credential.
   */
  applicationCredentialCreate(
    caller: TokenCaller,
    userId: UserId,
    credential: NewApplicationCredential,
  ): Promise<CreatedApplicationCredential>;
  applicationCredentialGet(caller: Caller, userId: UserId, id: ApplicationCredentialId): Promise<NamedCredential>;
  applicationCredentialList(
    caller: Caller,
    userId: UserId,
    filter: { readonly name?: string },
    page: PageRequest<ApplicationCredentialId>,
  ): Promise<Page<NamedCredential>>;
  /** Its tokens are void at once. `forbidden` for callers that act by a restricted application credential. */
  applicationCredentialDelete(caller: TokenCaller, userId: UserId, id: ApplicationCredentialId): Promise<void>;
}

export interface NewApplicationCredential {
  readonly name: string;
  readonly description: string | null;
  /** Null: a random one is made. */
  readonly secret: string | null;
  /** Null: all that the caller has. */
  readonly roles: readonly RoleReference[] | null;
  readonly unrestricted: boolean;
  readonly expiresAt: number | null;
}

export type RoleReference = { readonly id: RoleId } | { readonly name: string };

/** With its roles by name, as clients show them. */
export interface NamedCredential extends ApplicationCredential {
  readonly roles: readonly Role[];
}

export interface CreatedApplicationCredential extends NamedCredential {
  /** Told this once only. */
  readonly secret: string;
}

/** 512 random bits, as Keystone's. */
const SECRET_BYTES = 64;
const MAX_SECRET_LENGTH = 255;

export interface ApplicationCredentialsOptions {
  readonly store: IdentityStore;
  readonly passwords: PasswordHasher;
  readonly clock: Clock;
}

export function createApplicationCredentials(options: ApplicationCredentialsOptions): ApplicationCredentials {
  const { store, passwords, clock } = options;
  return {
    applicationCredentialCreate: async (caller, userId, wanted) => {
      if (caller.userId !== userId) throw forbidden();
      refuseRestricted(caller.authorization);
      if (caller.projectId === null) {
        throw new IngotError('invalid', 'An application credential is for a project; use a token with project scope.');
      }
      const roles = chosenRoles(wanted.roles, caller.authorization.roles);
      const secret = wanted.secret ?? randomBytes(SECRET_BYTES).toString('base64url');
      const credential: ApplicationCredential = {
        id: newApplicationCredentialId(),
        userId,
        projectId: caller.projectId,
        name: checkName('application credential', wanted.name),
        description: wanted.description,
        roleIds: roles.map((role) => role.id),
        unrestricted: wanted.unrestricted,
        expiresAt: checkedExpiry(wanted.expiresAt, clock.now()),
      };
      const secretHash = await passwords.hash(checkedSecret(secret));
      await store.write(async (writer) => {
        const holder = await writer.applicationCredentialByName(userId, credential.name);
        checkFree('application credential', credential.name, holder, credential.id);
        await writer.applicationCredentialInsert(credential, secretHash);
      });
      return { ...credential, roles, secret };
    },
    applicationCredentialGet: async (caller, userId, id) => {
      requireSelfOrAdmin(caller, userId);
      return withRoles(store, await ownCredential(store, userId, id));
    },
    applicationCredentialList: async (caller, userId, filter, page) => {
      requireSelfOrAdmin(caller, userId);
      const { items, next } = await readPage(
        page,
        (marker) => store.applicationCredentialGet(marker),
        (slice) => store.applicationCredentialList({ ...filter, userId }, slice),
      );
      const named: NamedCredential[] = [];
      for (const credential of items) named.push(await withRoles(store, credential));
      return { items: named, next };
    },
    applicationCredentialDelete: async (caller, userId, id) => {
      if (caller.userId !== userId && !isAdmin(caller)) throw forbidden();
      refuseRestricted(caller.authorization);
      await store.write(async (writer) => {
        await ownCredential(writer, userId, id);
        await writer.applicationCredentialDelete(id);
      });
    },
  };
}

function refuseRestricted({ applicationCredential }: Authorization): void {
  if (applicationCredential === null || applicationCredential.unrestricted) return;
  throw new IngotError(
    'forbidden',
    'This application credential is restricted: it cannot make or delete application credentials.',
  );
}

/** Of the roles that the caller has now, those that are named: nobody gives what he does not have. */
function chosenRoles(wanted: readonly RoleReference[] | null, held: readonly Role[]): readonly Role[] {
  if (wanted === null || wanted.length === 0) return held;
  const chosen = wanted.map((reference) => {
    const role = held.find((one) => ('id' in reference ? one.id === reference.id : one.name === reference.name));
    if (role !== undefined) return role;
    throw new IngotError(
      'invalid',
      `You do not have the role ${'id' in reference ? reference.id : reference.name} here.`,
    );
  });
  return [...new Set(chosen)];
}

function checkedSecret(secret: string): string {
  if (secret !== '' && secret.length <= MAX_SECRET_LENGTH) return secret;
  throw new IngotError('invalid', `A secret has 1 to ${MAX_SECRET_LENGTH} characters.`);
}

function checkedExpiry(expiresAt: number | null, now: number): number | null {
  if (expiresAt === null || expiresAt > now) return expiresAt;
  throw new IngotError('invalid', 'An application credential cannot expire before it is made.');
}

async function ownCredential(
  store: IdentityReader,
  userId: UserId,
  id: ApplicationCredentialId,
): Promise<ApplicationCredential> {
  const credential = await store.applicationCredentialGet(id);
  return found(credential?.userId === userId ? credential : null, 'application credential', id);
}

async function withRoles(store: IdentityReader, credential: ApplicationCredential): Promise<NamedCredential> {
  const roles: Role[] = [];
  for (const id of credential.roleIds) {
    const role = await store.roleGet(id);
    if (role !== null) roles.push(role);
  }
  return { ...credential, roles };
}
