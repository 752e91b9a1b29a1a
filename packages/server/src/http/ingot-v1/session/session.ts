import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { NewSession, Session, Sessions } from '../../../identity/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseProjectId } from '../../../kernel/ids.ts';
import { callerOf, tokenOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { sessionCookie } from '../../session-cookie.ts';
import { ERROR } from '../errors.ts';

const NAMED = Type.Object({ id: Type.String(), name: Type.String() });
const SESSION = Type.Object({
  expiresAt: Type.String({ format: 'date-time' }),
  user: NAMED,
  project: NAMED,
  roles: Type.Array(Type.String(), { description: 'On the project, implied ones included' }),
  projects: Type.Array(NAMED, { description: 'To which the user can change; a hundred at most' }),
  identityUrl: Type.Union([Type.String(), Type.Null()], {
    description: 'Of the Keystone that keeps users and projects; null when they are kept here',
  }),
});
const SIGN_IN = Type.Object({
  user: Type.String({ minLength: 1, maxLength: 255 }),
  password: Type.String({ maxLength: 4096 }),
  domain: Type.Optional(Type.String({ maxLength: 255, default: 'Default', description: 'Name of the domain' })),
});
const CHANGE = Type.Object({ project: Type.String({ description: 'Id of the project' }) });
const DONE = Type.Unsafe<undefined>({ type: 'null', description: 'Done' });

/** Bytes; whoever has no session yet cannot make the service hold more. */
const SIGN_IN_LIMIT = 64 * 1024;

const tags = ['session'];
const refusals = { '4xx': ERROR };
const path = '/session';

/**
 * The session of a browser: a token in a cookie that no script can read, and that only pages of the service itself use.
 *
 * @param identityUrl of the Keystone that keeps the users; null when we do.
 */
export function sessionRoutes(
  sessions: Sessions,
  clock: Clock,
  identityUrl: string | null,
): (scope: HttpServer) => void {
  const render = ({ expiresAt, ...session }: Session): Static<typeof SESSION> => ({
    ...session,
    roles: [...session.roles],
    projects: [...session.projects],
    expiresAt: new Date(expiresAt).toISOString(),
    identityUrl,
  });

  const begin = (
    request: FastifyRequest,
    reply: FastifyReply,
    { token, session }: NewSession,
  ): Static<typeof SESSION> => {
    const { user, project } = session;
    request.signedIn = { userId: user.id, userName: user.name, projectId: project.id };
    keep(request, reply, token, session.expiresAt - clock.now());
    return render(session);
  };

  return (scope) => {
    scope.post(
      path,
      {
        config: { public: true },
        bodyLimit: SIGN_IN_LIMIT,
        schema: {
          tags,
          summary: 'Sign in at a browser',
          description: 'Into the default project of the user, or the first on which he has a role.',
          body: SIGN_IN,
          response: { 200: SESSION, ...refusals },
        },
      },
      async (request, reply) => {
        const { user, password, domain = 'Default' } = request.body;
        const person = { userName: user, domainName: domain, password, remoteAddress: request.ip };
        return begin(request, reply, await sessions.sessionBegin(person));
      },
    );

    scope.get(
      path,
      { schema: { tags, summary: 'Show who is signed in', response: { 200: SESSION, ...refusals } } },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        return render(await sessions.sessionGet(callerOf(request), heldToken(request)));
      },
    );

    scope.put(
      `${path}/project`,
      { schema: { tags, summary: 'Change to another project', body: CHANGE, response: { 200: SESSION, ...refusals } } },
      async (request, reply) => {
        const id = parseProjectId(request.body.project);
        if (id === null) throw new IngotError('invalid', `${request.body.project} is no id of a project.`);
        return begin(request, reply, await sessions.sessionChange(heldToken(request), id, request.ip));
      },
    );

    scope.delete(
      path,
      { schema: { tags, summary: 'Sign out', response: { 204: DONE, ...refusals } } },
      async (request, reply) => {
        await sessions.sessionEnd(callerOf(request), heldToken(request));
        keep(request, reply, '', 0);
        return reply.code(204).send();
      },
    );
  };
}

function keep({ protocol }: FastifyRequest, reply: FastifyReply, token: string, lifetime: number): void {
  reply.headers({
    'set-cookie': sessionCookie(token, lifetime, protocol === 'https'),
    'cache-control': 'no-store',
  });
}

/** Of a request that has been authenticated. */
function heldToken(request: FastifyRequest): string {
  return tokenOf(request) ?? '';
}
