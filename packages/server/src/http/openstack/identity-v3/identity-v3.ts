import { requireCaller } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { refuseOtherMethods } from '../../method-not-allowed.ts';
import { createIdentityApi, type IdentityV3Options } from './api.ts';
import { applicationCredentialRoutes } from './application-credentials.ts';
import { assignmentRoutes } from './assignments.ts';
import { catalogRoutes } from './catalog-records.ts';
import { domainRoutes } from './domains.ts';
import { answerErrors, sendError } from './error-handler.ts';
import { groupRoutes } from './groups.ts';
import { ownAccountRoutes } from './own-account.ts';
import { projectTagRoutes } from './project-tags.ts';
import { projectRoutes } from './projects.ts';
import { roleAssignmentRoutes } from './role-assignments.ts';
import { roleInferenceRoutes } from './role-inferences.ts';
import { roleRoutes } from './roles.ts';
import { scopeRoutes } from './scopes.ts';
import { tokenRoutes } from './tokens.ts';
import { userRoutes } from './users.ts';
import { versionRoutes } from './versions.ts';

/**
 * The OpenStack Identity API v3, with the part of Keystone that clients use:
 *
 *     await app.register(identityV3(options), { prefix: '/identity' });
 *
 * https://docs.openstack.org/api-ref/identity/v3/
 */
export function identityV3(options: IdentityV3Options): (mount: HttpServer) => Promise<void> {
  return async (mount) => {
    const api = createIdentityApi(options, mount.prefix);
    answerErrors(mount, api);
    mount.addHook('onRequest', requireCaller(options.identity));
    const refuseTheRest = refuseOtherMethods(mount, (_request, reply, message) => void sendError(reply, 405, message));
    versionRoutes(mount, api);
    await mount.register(
      async (scope: HttpServer) => {
        tokenRoutes(scope, api);
        scopeRoutes(scope, api);
        domainRoutes(scope, api);
        projectRoutes(scope, api);
        projectTagRoutes(scope, api);
        userRoutes(scope, api);
        ownAccountRoutes(scope, api);
        applicationCredentialRoutes(scope, api);
        groupRoutes(scope, api);
        roleRoutes(scope, api);
        roleInferenceRoutes(scope, api);
        assignmentRoutes(scope, api);
        roleAssignmentRoutes(scope, api);
        catalogRoutes(scope, api);
      },
      { prefix: '/v3' },
    );
    refuseTheRest();
  };
}
