import type { FastifyRequest } from 'fastify';
import type { Authorization, Domain } from '../../../identity/index.ts';
import type { IdentityApi } from './api.ts';
import { renderCatalog } from './catalog.ts';
import { wireTime } from './wire-time.ts';

/** https://docs.openstack.org/api-ref/identity/v3/#validate-and-show-information-for-token */
export function renderToken(
  api: IdentityApi,
  request: FastifyRequest,
  authorization: Authorization,
  { withCatalog }: { readonly withCatalog: boolean },
): object {
  const { token, user, userDomain, scope, applicationCredential } = authorization;
  return {
    token: {
      methods: token.methods,
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

function renderScope({ scope, roles }: Authorization): object {
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

function renderDomain({ id, name }: Domain): object {
  return { id, name };
}
