import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId, UserId } from '../kernel/ids.ts';
import type { Authorization } from './authorization.ts';
import type { Projects } from './projects.ts';
import type { SignIn } from './sign-in.ts';
import type { Tokens } from './tokens.ts';

/** What somebody at a browser signs in with. */
export interface SessionSignIn {
  readonly userName: string;
  readonly domainName: string;
  readonly password: string;
  /** IP address that the request came from. */
  readonly remoteAddress: string;
}

/** Who is signed in, and for what. */
export interface Session {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly user: { readonly id: UserId; readonly name: string };
  readonly project: { readonly id: ProjectId; readonly name: string };
  /** Implied ones included. */
  readonly roles: readonly string[];
  /** To which he can change; the first hundred by id. */
  readonly projects: readonly { readonly id: ProjectId; readonly name: string }[];
}

export interface NewSession {
  readonly token: string;
  readonly session: Session;
}

/** Signing in as people do, who have a name, a password and some projects, and hardly know what a token is. */
export interface Sessions {
  /**
   * Into the user's default project, else the first that he has a role on.
   *
   * @throws IngotError `unauthenticated`; `too-many-requests`; `forbidden` when he has no role on any project.
   */
  sessionBegin(signIn: SessionSignIn): Promise<NewSession>;
  /** The same person in another project. @throws IngotError `unauthenticated` where he has no role on it. */
  sessionChange(token: string, projectId: ProjectId, remoteAddress: string): Promise<NewSession>;
  /** @throws IngotError `unauthenticated` */
  sessionGet(caller: Caller, token: string): Promise<Session>;
  /** Makes the token void. */
  sessionEnd(caller: Caller, token: string): Promise<void>;
}

/** Projects that somebody is offered. */
export const MAX_PROJECTS = 100;

export function createSessions(identity: Tokens & Pick<Projects, 'projectList'>): Sessions {
  const projectsOf = async (caller: Caller): Promise<Session['projects']> => {
    const page = await identity.projectList(caller, { assignedTo: caller.userId }, { limit: MAX_PROJECTS });
    return page.items.filter(({ enabled }) => enabled).map(({ id, name }) => ({ id, name }));
  };

  const issue = async (signIn: SignIn): Promise<NewSession> => {
    const { sealed, authorization } = await identity.tokenIssue(signIn);
    const projects = await projectsOf(await identity.authenticate(sealed, 'session'));
    if (authorization.scope.kind === 'project') return { token: sealed, session: sessionOf(authorization, projects) };
    const [first] = projects;
    if (!first) throw new IngotError('forbidden', 'You have no role on any project: ask your administrator for one.');
    return issue(inProject(sealed, first.id, signIn.remoteAddress));
  };

  return {
    sessionBegin: ({ userName, domainName, password, remoteAddress }) => {
      const user = { name: userName, domain: { name: domainName } };
      return issue({ proof: { method: 'password', user, password }, scope: { kind: 'default' }, remoteAddress });
    },
    sessionChange: (token, projectId, remoteAddress) => issue(inProject(token, projectId, remoteAddress)),
    sessionGet: async (caller, token) =>
      sessionOf(await identity.tokenValidate(caller, token), await projectsOf(caller)),
    sessionEnd: (caller, token) => identity.tokenRevoke(caller, token),
  };
}

function inProject(token: string, id: ProjectId, remoteAddress: string): SignIn {
  return { proof: { method: 'token', token }, scope: { kind: 'project', project: { id } }, remoteAddress };
}

function sessionOf({ token, user, scope, roles }: Authorization, projects: Session['projects']): Session {
  if (scope.kind !== 'project') throw new IngotError('forbidden', 'The token stands for no project.');
  return {
    expiresAt: token.expiresAt,
    user: { id: user.id, name: user.name },
    project: { id: scope.project.id, name: scope.project.name },
    roles: roles.map(({ name }) => name),
    projects,
  };
}
