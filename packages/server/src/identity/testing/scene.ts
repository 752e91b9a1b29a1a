import { createSecretKey, randomBytes } from 'node:crypto';
import { openSqlite, type Database } from '../../db/index.ts';
import type { ProjectId, RoleId, UserId } from '../../kernel/ids.ts';
import { DEFAULT_DOMAIN_ID } from '../domain.ts';
import { createIdentityStore, identityMigrations } from '../identity-store.sql.ts';
import { createIdentity, type Identity } from '../identity.ts';
import type { Project } from '../project.ts';
import type { RequestedScope } from '../sign-in.ts';
import type { TokenKeys } from '../token-seal.ts';
import type { TokenCaller } from '../tokens.ts';
import type { User } from '../user.ts';

export const PASSWORD = 'correct-horse-battery';
export const LIFETIME = 3_600_000;
export const LOCKOUT = 60_000;
export const FAILED_LOGINS = 3;

/** The embedded identity on a database of its own, with a clock that stands still until it is moved. */
export interface Scene {
  readonly identity: Identity;
  readonly admin: TokenCaller;
  /** Milliseconds to go forward. */
  advance(milliseconds: number): void;
  /** Another process on the same database. */
  anotherProcess(): Identity;
  role(name: string): RoleId;
  project(name: string): Promise<Project>;
  /** A user with this role on the project. */
  user(name: string, project: Project, role: string): Promise<User>;
  give(userId: UserId, projectId: ProjectId, role: string): Promise<void>;
  /** @returns the sealed token. */
  signIn(user: User, scope?: RequestedScope): Promise<string>;
  callerOf(user: User, project: Project): Promise<TokenCaller>;
  stop(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const database = openSqlite(':memory:');
  await database.migrate([identityMigrations]);
  let time = Date.parse('2026-11-21T12:00:00Z');
  const clock = { now: () => time };
  const keys: TokenKeys = [createSecretKey(randomBytes(32))];
  const identity = newIdentity(database, keys, clock);
  await identity.bootstrap({ adminPassword: PASSWORD });
  const admin = await callerBySignIn(identity, {
    name: 'admin',
    domain: { id: DEFAULT_DOMAIN_ID },
  });
  const { items } = await identity.roleList(admin, {}, {});
  const roles = new Map(items.map((role) => [role.name, role.id]));
  const role = (name: string): RoleId => {
    const id = roles.get(name);
    if (id === undefined) throw new Error(`there is no role ${name}`);
    return id;
  };
  const give: Scene['give'] = (userId, projectId, name) =>
    identity.assignmentAdd(admin, { userId, roleId: role(name), target: { kind: 'project', projectId } });
  const signIn: Scene['signIn'] = async (user, scope = { kind: 'default' }) => {
    const proof = { method: 'password', user: { id: user.id }, password: PASSWORD } as const;
    return (await identity.tokenIssue({ proof, scope, remoteAddress: '127.0.0.1' })).sealed;
  };
  return {
    identity,
    admin,
    advance: (milliseconds) => {
      time += milliseconds;
    },
    anotherProcess: () => newIdentity(database, keys, clock),
    role,
    give,
    signIn,
    project: (name) =>
      identity.projectCreate(admin, { domainId: DEFAULT_DOMAIN_ID, name, description: '', enabled: true, tags: [] }),
    user: async (name, project, roleName) => {
      const user = await identity.userCreate(admin, {
        domainId: DEFAULT_DOMAIN_ID,
        name,
        enabled: true,
        email: null,
        description: null,
        defaultProjectId: null,
        password: PASSWORD,
      });
      await give(user.id, project.id, roleName);
      return user;
    },
    callerOf: async (user, project) =>
      identity.authenticate(await signIn(user, { kind: 'project', project: { id: project.id } }), 'req-test'),
    stop: () => database.close(),
  };
}

function newIdentity(database: Database, keys: TokenKeys, clock: { now(): number }): Identity {
  return createIdentity({
    store: createIdentityStore(database),
    keys,
    clock,
    tokenLifetime: LIFETIME,
    failedLogins: FAILED_LOGINS,
    lockout: LOCKOUT,
  });
}

async function callerBySignIn(
  identity: Identity,
  user: { readonly name: string; readonly domain: { readonly id: typeof DEFAULT_DOMAIN_ID } },
): Promise<TokenCaller> {
  const { sealed } = await identity.tokenIssue({
    proof: { method: 'password', user, password: PASSWORD },
    scope: { kind: 'project', project: { name: 'admin', domain: user.domain } },
    remoteAddress: '127.0.0.1',
  });
  return identity.authenticate(sealed, 'req-test');
}
