import { Type } from 'typebox';
import { parseDomainId, parseProjectId } from '../../../kernel/ids.ts';
import type { HttpServer } from '../../http-server.ts';
import type { IdentityApi } from './api.ts';
import { listOf, REFUSALS } from './documented-answers.ts';
import { CATALOG, renderCatalog } from './catalog.ts';
import { DOMAIN_LIST, renderDomain } from './domains.ts';
import { PAGE_QUERY, pageOf, listLinks } from './page-query.ts';
import { PROJECT_LIST, renderProject } from './projects.ts';
import { tokenCallerOf } from './token-caller.ts';

/** What the caller could ask a token for, and what his present one offers. */
export function scopeRoutes(scope: HttpServer, api: IdentityApi): void {
  const tags = ['identity'];
  const querystring = Type.Object(PAGE_QUERY);

  scope.get(
    '/auth/projects',
    {
      schema: {
        tags,
        summary: 'List the projects on which the caller has a role',
        querystring,
        response: { 200: PROJECT_LIST, ...REFUSALS },
      },
    },
    async (request) => {
      const caller = tokenCallerOf(request);
      const filter = { assignedTo: caller.userId, enabled: true };
      const page = await api.identity.projectList(caller, filter, pageOf(request.query, parseProjectId));
      return {
        projects: page.items.map((project) => renderProject(api, request, project)),
        ...listLinks(api, request, page.next),
      };
    },
  );

  scope.get(
    '/auth/domains',
    {
      schema: {
        tags,
        summary: 'List the domains on which the caller has a role',
        querystring,
        response: { 200: DOMAIN_LIST, ...REFUSALS },
      },
    },
    async (request) => {
      const caller = tokenCallerOf(request);
      const filter = { assignedTo: caller.userId, enabled: true };
      const page = await api.identity.domainList(caller, filter, pageOf(request.query, parseDomainId));
      return {
        domains: page.items.map((domain) => renderDomain(api, request, domain)),
        ...listLinks(api, request, page.next),
      };
    },
  );

  scope.get(
    '/auth/catalog',
    {
      schema: {
        tags,
        summary: 'Show the catalog of the token',
        response: { 200: listOf({ catalog: CATALOG }), ...REFUSALS },
      },
    },
    async (request) => {
      const catalog = renderCatalog(api, request, tokenCallerOf(request).authorization);
      return { catalog, ...listLinks(api, request, null) };
    },
  );
}
