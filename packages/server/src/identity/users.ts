import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newUserId, type UserId } from '../kernel/ids.ts';
import { found, requireAdmin, requireSelfOrAdmin } from './access.ts';
import type { IdentityStore, IdentityWriter, UserFilter } from './identity-store.ts';
import { checkFree, checkName } from './names.ts';
import { readPage, type Page, type PageRequest } from './page.ts';
import { provePassword, unauthenticated, type ProofChecker } from './proof.ts';
import type { User } from './user.ts';

/** For administrators, except where said. */
export interface Users {
  /** @throws IngotError `not-found` for an unknown domain; `conflict` when the name is taken there. */
  userCreate(caller: Caller, user: NewUser): Promise<User>;
  /** Also oneself. */
  userGet(caller: Caller, id: UserId): Promise<User>;
  userList(caller: Caller, filter: UserFilter, page: PageRequest<UserId>): Promise<Page<User>>;
  /**
   * `revise` sees the user as he is, inside the transaction. A new password and disabling make every token of the user
   * void.
   *
   * @param password absent keeps the present one.
   */
  userUpdate(caller: Caller, id: UserId, revise: (user: User) => UserRevision, password?: NewPassword): Promise<User>;
  /**
   * The user's own change of password. Makes all of his tokens void.
   *
   * @throws IngotError `forbidden` for anybody but him and administrators; `unauthenticated` when `original` is wrong; `too-many-requests`.
   */
  userPasswordChange(caller: Caller, id: UserId, change: PasswordChange): Promise<void>;
  /** With the assignments and application credentials. */
  userDelete(caller: Caller, id: UserId): Promise<void>;
}

/** Null: the user cannot sign in with a password. */
export type NewPassword = string | null;

export interface NewUser extends Omit<User, 'id' | 'tokenGeneration'> {
  readonly password: NewPassword;
}
/** A user stays in the domain. */
export type UserRevision = Partial<Omit<User, 'id' | 'domainId' | 'tokenGeneration'>>;

export interface PasswordChange {
  readonly original: string;
  readonly password: string;
  /** IP address that the request came from. */
  readonly remoteAddress: string;
}

/** Longer ones only cost time; Keystone's limit. */
const MAX_PASSWORD_LENGTH = 4096;

export function createUsers(store: IdentityStore, proof: ProofChecker): Users {
  const hashed = (password: NewPassword): Promise<string | null> => {
    if (password === null) return Promise.resolve(null);
    if (password === '' || password.length > MAX_PASSWORD_LENGTH) {
      throw new IngotError('invalid', `A password has 1 to ${MAX_PASSWORD_LENGTH} characters.`);
    }
    return proof.passwords.hash(password);
  };
  return {
    userCreate: async (caller, { password, ...user }) => {
      requireAdmin(caller);
      const created: User = { ...user, id: newUserId(), name: checkName('user', user.name), tokenGeneration: 0 };
      const passwordHash = await hashed(password);
      return store.write(async (writer) => {
        found(await writer.domainGet(created.domainId), 'domain', created.domainId);
        await refuseTaken(writer, created);
        await writer.userInsert(created, passwordHash);
        return created;
      });
    },
    userGet: async (caller, id) => {
      requireSelfOrAdmin(caller, id);
      return found(await store.userGet(id), 'user', id);
    },
    userList: (caller, filter, page) => {
      requireAdmin(caller);
      return readPage(
        page,
        (marker) => store.userGet(marker),
        (slice) => store.userList(filter, slice),
      );
    },
    userUpdate: async (caller, id, revise, password) => {
      requireAdmin(caller);
      const passwordHash = password === undefined ? undefined : await hashed(password);
      return store.write(async (writer) => {
        const user = found(await writer.userGet(id), 'user', id);
        const changes = revise(user);
        const voids = passwordHash !== undefined || (user.enabled && changes.enabled === false);
        const updated = { ...user, ...changes, tokenGeneration: user.tokenGeneration + (voids ? 1 : 0) };
        checkName('user', updated.name);
        await refuseTaken(writer, updated);
        await writer.userUpdate(updated);
        if (passwordHash !== undefined) await writer.userPasswordSet(id, passwordHash);
        return updated;
      });
    },
    userPasswordChange: async (caller, id, { original, password, remoteAddress }) => {
      if (caller.userId !== id) requireAdmin(caller);
      const proven = await provePassword(
        proof,
        { method: 'password', user: { id }, password: original },
        remoteAddress,
      );
      if (proven === null) throw unauthenticated();
      const passwordHash = await hashed(password);
      await store.write(async (writer) => {
        const user = found(await writer.userGet(id), 'user', id);
        // Somebody else changed it meanwhile, so `original` is no longer the password.
        if (user.tokenGeneration !== proven.tokenGeneration) throw unauthenticated();
        await writer.userUpdate({ ...user, tokenGeneration: user.tokenGeneration + 1 });
        await writer.userPasswordSet(id, passwordHash);
      });
    },
    userDelete: (caller, id) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        found(await writer.userGet(id), 'user', id);
        await writer.userDelete(id);
      });
    },
  };
}

async function refuseTaken(writer: IdentityWriter, { id, domainId, name }: User): Promise<void> {
  checkFree('user', name, await writer.userByName(domainId, name), id);
}
