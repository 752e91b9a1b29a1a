import { Type } from 'typebox';
import { parseDomainId, parseProjectId } from '../../../kernel/ids.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { renderCatalog } from './catalog.ts';
import { renderDomain } from './domains.ts';
import { PAGE_QUERY, pageOf, renderList, renderPage } from './page-query.ts';
import { renderProject } from './projects.ts';
import { tokenCallerOf } from './token-caller.ts';

/** What the caller could ask a token for, and what his present one offers. */
export function scopeRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const querystring = Type.Object(PAGE_QUERY);

  scope.get(
    '/auth/projects',
    { schema: { tags, summary: 'List the projects on which the caller has a role', querystring } },
    async (request) => {
      const caller = tokenCallerOf(request);
      const filter = { assignedTo: caller.userId, enabled: true };
      const page = await api.identity.projectList(caller, filter, pageOf(request.query, parseProjectId));
      return renderPage(api, request, 'projects', page, (project) => renderProject(api, request, project));
    },
  );

  scope.get(
    '/auth/domains',
    { schema: { tags, summary: 'List the domains on which the caller has a role', querystring } },
    async (request) => {
      const caller = tokenCallerOf(request);
      const filter = { assignedTo: caller.userId, enabled: true };
      const page = await api.identity.domainList(caller, filter, pageOf(request.query, parseDomainId));
      return renderPage(api, request, 'domains', page, (domain) => renderDomain(api, request, domain));
    },
  );

  scope.get('/auth/catalog', { schema: { tags, summary: 'Show the catalog of the token' } }, async (request) => {
    const services = renderCatalog(api, request, tokenCallerOf(request).authorization);
    return renderList(api, request, 'catalog', services, (service) => service);
  });
}
