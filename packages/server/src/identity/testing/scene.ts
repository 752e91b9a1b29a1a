import type { ProjectId, RoleId, UserId } from '../../kernel/ids.ts';
import { DEFAULT_DOMAIN_ID } from '../domain.ts';
import type { Identity } from '../identity.ts';
import type { Project } from '../project.ts';
import type { RequestedScope } from '../sign-in.ts';
import type { TokenCaller } from '../tokens.ts';
import type { User } from '../user.ts';
import { openRealIdentity, PASSWORD } from './real-identity.ts';

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
  let time = Date.parse('2026-11-21T12:00:00Z');
  const { identity, anotherProcess, stop } = await openRealIdentity({ now: () => time });
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
    anotherProcess,
    stop,
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
  };
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
