import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { IngotError } from '../../kernel/errors.ts';
import { parseProjectId, type ProjectId } from '../../kernel/ids.ts';
import { unauthenticated } from '../proof.ts';
import { MAX_PROJECTS, type NewSession, type Session, type Sessions } from '../sessions.ts';
import { unavailable, type KeystoneAnswer, type KeystoneHttp } from './keystone-http.ts';
import { parseKeystoneToken, type KeystoneToken } from './keystone-token.ts';
import { rolesOf, type RoleNames } from './role-names.ts';

/** https://docs.openstack.org/api-ref/identity/v3/#get-available-project-scopes */
const PROJECTS = Compile(
  Type.Object({
    projects: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), enabled: Type.Boolean() })),
  }),
);

/** What proves who somebody is, as the Identity API takes it. */
type Proof =
  | { readonly methods: readonly ['password']; readonly password: object }
  | { readonly methods: readonly ['token']; readonly token: { readonly id: string } };

/**
 * Sessions of browsers where the users are Keystone's: name and password go on to it, and the token that it makes is that
 * of the session. All is asked with the user's own token, so Keystone decides what he may.
 *
 * Failed tries are counted by Keystone (`[security_compliance] lockout_failure_attempts`), which knows all its doors.
 */
export function createKeystoneSessions(http: KeystoneHttp, roleNames: RoleNames): Sessions {
  /** Unscoped, unless the user has a default project, or asks for one. */
  const issue = async (identity: Proof, projectId: ProjectId | null): Promise<Issued> => {
    const scope = projectId === null ? {} : { scope: { project: { id: projectId } } };
    const path = '/v3/auth/tokens?nocatalog';
    const answer = await http.ask({ method: 'POST', path, json: { auth: { identity, ...scope } } });
    const token = answer.headers['x-subject-token'];
    if (answer.status !== 201 || typeof token !== 'string') throw refusalOf(answer);
    return { token, described: describedBy(answer) };
  };

  const projectsOf = async (token: string): Promise<Session['projects']> => {
    const answer = await http.ask({ method: 'GET', path: '/v3/auth/projects', headers: { 'x-auth-token': token } });
    if (answer.status !== 200 || !PROJECTS.Check(answer.body)) throw refusalOf(answer);
    return answer.body.projects
      .filter(({ enabled }) => enabled)
      .flatMap(({ id, name }) => {
        const projectId = parseProjectId(id);
        return projectId === null ? [] : [{ id: projectId, name }];
      })
      .slice(0, MAX_PROJECTS);
  };

  const sessionOf = (token: KeystoneToken): Omit<Session, 'projects'> => {
    const { userId, userName, scope, expiresAt } = token;
    if (scope.kind !== 'project') throw new IngotError('forbidden', 'The token stands for no project.');
    return {
      expiresAt,
      user: { id: userId, name: userName },
      project: { id: scope.projectId, name: scope.projectName },
      roles: [...rolesOf(token, roleNames)],
    };
  };

  const begun = async (proof: Proof, projectId: ProjectId | null): Promise<NewSession> => {
    const { token, described } = await issue(proof, projectId);
    const projects = await projectsOf(token);
    if (described.scope.kind === 'project') return { token, session: { ...sessionOf(described), projects } };
    const [first] = projects;
    if (!first) throw new IngotError('forbidden', 'You have no role on any project: ask your administrator for one.');
    return begun(byToken(token), first.id);
  };

  return {
    sessionBegin: ({ userName, domainName, password }) =>
      begun(
        { methods: ['password'], password: { user: { name: userName, domain: { name: domainName }, password } } },
        null,
      ),
    sessionChange: (token, projectId) => begun(byToken(token), projectId),
    sessionGet: async (_caller, token) => {
      const headers = { 'x-auth-token': token, 'x-subject-token': token };
      const answer = await http.ask({ method: 'GET', path: '/v3/auth/tokens?nocatalog', headers });
      if (answer.status !== 200) throw refusalOf(answer);
      return { ...sessionOf(describedBy(answer)), projects: await projectsOf(token) };
    },
    sessionEnd: async (_caller, token) => {
      const headers = { 'x-auth-token': token, 'x-subject-token': token };
      await http.ask({ method: 'DELETE', path: '/v3/auth/tokens', headers });
    },
  };
}

interface Issued {
  readonly token: string;
  readonly described: KeystoneToken;
}

function byToken(token: string): Proof {
  return { methods: ['token'], token: { id: token } };
}

function describedBy({ body, status }: KeystoneAnswer): KeystoneToken {
  const described = parseKeystoneToken(body);
  if (described === null) throw unavailable(`an answer with status ${status} that describes no token`);
  return described;
}

/** Keystone says little of why, so that nobody learns whose password was wrong. */
function refusalOf({ status }: KeystoneAnswer): IngotError {
  return status >= 400 ? unauthenticated() : unavailable(`status ${status}`);
}
