import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Authorization, Domain } from '../../../identity/index.ts';
import type { IdentityApi } from './api.ts';
import { ID_AND_NAME } from './documented-answers.ts';
import { CATALOG, renderCatalog } from './catalog.ts';
import { wireTime } from './wire-time.ts';

const IN_DOMAIN = Type.Object({ ...ID_AND_NAME.properties, domain: ID_AND_NAME });
const SCOPE = {
  project: Type.Optional(IN_DOMAIN),
  is_domain: Type.Optional(Type.Boolean()),
  domain: Type.Optional(ID_AND_NAME),
  roles: Type.Optional(Type.Array(ID_AND_NAME)),
};
const SCOPE_FIELDS = Type.Object(SCOPE);

export const TOKEN = Type.Object({
  token: Type.Object({
    methods: Type.Array(Type.String()),
    user: Type.Object({ ...IN_DOMAIN.properties, password_expires_at: Type.Null() }),
    audit_ids: Type.Array(Type.String()),
    issued_at: Type.String(),
    expires_at: Type.String(),
    ...SCOPE,
    application_credential: Type.Optional(Type.Object({ ...ID_AND_NAME.properties, restricted: Type.Boolean() })),
    catalog: Type.Optional(CATALOG),
  }),
});

/** https://docs.openstack.org/api-ref/identity/v3/#validate-and-show-information-for-token */
export function renderToken(
  api: IdentityApi,
  request: FastifyRequest,
  authorization: Authorization,
  { withCatalog }: { readonly withCatalog: boolean },
): Static<typeof TOKEN> {
  const { token, user, userDomain, scope, applicationCredential } = authorization;
  return {
    token: {
      methods: [...token.methods],
      user: { id: user.id, name: user.name, domain: renderDomain(userDomain), password_expires_at: null },
      audit_ids: token.parentAuditId === null ? [token.auditId] : [token.auditId, token.parentAuditId],
      issued_at: wireTime(token.issuedAt),
      expires_at: wireTime(token.expiresAt),
      ...renderScope(authorization),
      ...(applicationCredential !== null && {
        application_credential: {
          id: applicationCredential.id,
          name: applicationCredential.name,
          restricted: !applicationCredential.unrestricted,
        },
      }),
      ...(withCatalog && scope.kind !== 'unscoped' && { catalog: renderCatalog(api, request, authorization) }),
    },
  };
}

function renderScope({ scope, roles }: Authorization): Static<typeof SCOPE_FIELDS> {
  const named = roles.map(({ id, name }) => ({ id, name }));
  switch (scope.kind) {
    case 'unscoped':
      return {};
    case 'domain':
      return { domain: renderDomain(scope.domain), roles: named };
    case 'project': {
      const { id, name } = scope.project;
      return { project: { id, name, domain: renderDomain(scope.domain) }, is_domain: false, roles: named };
    }
  }
}

function renderDomain({ id, name }: Domain): Static<typeof ID_AND_NAME> {
  return { id, name };
}
