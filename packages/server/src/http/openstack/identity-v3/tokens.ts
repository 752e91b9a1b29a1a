import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { NO_CONTENT, REFUSALS } from './documented-answers.ts';
import { AUTH_BODY, parseSignIn } from './auth-body.ts';
import { renderToken, TOKEN } from './render-token.ts';

const QUERY = Type.Object({
  nocatalog: Type.Optional(Type.String({ description: 'Leave the catalog out, whatever the value' })),
  allow_expired: Type.Optional(Type.String({ description: 'Expired tokens are never shown' })),
});
const SUBJECT = Type.Object({ 'x-subject-token': Type.Optional(Type.String()) });

/** Bytes; whoever has no token yet cannot make the service hold more. */
const SIGN_IN_LIMIT = 64 * 1024;

/** Signing in, and what can be done with a token. */
export function tokenRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const { identity } = api;

  scope.post(
    '/auth/tokens',
    {
      config: { public: true },
      bodyLimit: SIGN_IN_LIMIT,
      schema: {
        tags,
        summary: 'Sign in',
        description: 'The token is in the header `X-Subject-Token` of the answer.',
        querystring: QUERY,
        body: AUTH_BODY,
        response: { 201: TOKEN, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { sealed, authorization } = await identity.tokenIssue(parseSignIn(request.body, request.ip));
      const { user, scope: within } = authorization;
      const projectId = within.kind === 'project' ? within.project.id : null;
      request.signedIn = { userId: user.id, userName: user.name, projectId };
      const withCatalog = request.query.nocatalog === undefined;
      return reply
        .code(201)
        .headers({ 'x-subject-token': sealed, vary: 'x-auth-token', 'cache-control': 'no-store' })
        .send(renderToken(api, request, authorization, { withCatalog }));
    },
  );

  scope.get(
    '/auth/tokens',
    {
      schema: {
        tags,
        summary: 'Show what a token stands for',
        querystring: QUERY,
        headers: SUBJECT,
        response: { 200: TOKEN, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request);
      const authorization = await identity.tokenValidate(callerOf(request), subject);
      const withCatalog = request.query.nocatalog === undefined;
      reply.headers({ 'x-subject-token': subject, vary: 'x-auth-token', 'cache-control': 'no-store' });
      return renderToken(api, request, authorization, { withCatalog });
    },
  );

  scope.delete(
    '/auth/tokens',
    { schema: { tags, summary: 'Make a token void', headers: SUBJECT, response: NO_CONTENT } },
    async (request, reply) => {
      await identity.tokenRevoke(callerOf(request), subjectOf(request));
      return reply.code(204).send();
    },
  );
}

function subjectOf(request: FastifyRequest): string {
  const subject = request.headers['x-subject-token'];
  if (typeof subject === 'string' && subject !== '') return subject;
  throw new IngotError('invalid', 'The header X-Subject-Token has to name the token.');
}
