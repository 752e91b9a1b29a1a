import type { FastifyRequest } from 'fastify';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf, requireCaller, type Authenticator } from '../../authentication.ts';
import { baseUrlOf } from '../../base-url.ts';
import type { HttpServer } from '../../http-server.ts';
import { refuseOtherMethods } from '../../method-not-allowed.ts';
import type { Volumes } from '../../../volumes/index.ts';
import { acceptJsonBodies } from '../json-body.ts';
import { refuseTrailingSlash } from '../request-url.ts';
import type { VolumeApi } from './api.ts';
import { availabilityZoneRoutes } from './availability-zones.ts';
import { answerErrors } from './error-handler.ts';
import { extensionRoutes } from './extensions.ts';
import { sendFault } from '../fault.ts';
import { limitRoutes } from './limits.ts';
import { metadataRoutes } from './metadata.ts';
import { negotiateMinor } from './microversion.ts';
import { notServedRoutes } from './not-served.ts';
import { quotaSetRoutes } from './quota-sets.ts';
import { snapshotActionRoutes } from './snapshot-actions.ts';
import { snapshotMetadata } from './snapshot-metadata.ts';
import { snapshotRoutes } from './snapshots.ts';
import { versionRoutes } from './versions.ts';
import { volumeActionRoutes } from './volume-actions.ts';
import { volumeMetadata } from './volume-metadata.ts';
import { volumeSummaryRoute } from './volume-summary.ts';
import { volumeTypeRoutes } from './volume-types.ts';
import { volumeRoutes } from './volumes.ts';

export interface VolumeV3Options {
  readonly volumes: Volumes;
  readonly authenticator: Authenticator;
  /** The setting `public-url`. */
  readonly publicUrl: string;
  /** Where clients get their tokens, `/v3` included, when that is not this service. */
  readonly keystoneUrl?: string;
}

/**
 * The OpenStack Block Storage API v3, with the part of Cinder that clients use:
 *
 *     await app.register(volumeV3(options), { prefix: '/volume' });
 *
 * https://docs.openstack.org/api-ref/block-storage/v3/
 */
export function volumeV3(options: VolumeV3Options): (mount: HttpServer) => Promise<void> {
  return async (mount) => {
    versionRoutes(mount, options.publicUrl);
    const address = (request: FastifyRequest): string => `${baseUrlOf(request, options.publicUrl)}${mount.prefix}/v3`;
    const api: VolumeApi = {
      volumes: options.volumes,
      linkTo: (request, path) => `${address(request)}/${callerOf(request).projectId ?? ''}${path}`,
    };
    await mount.register(async (scope: HttpServer) => versionThree(scope, api, options), { prefix: '/v3/:project_id' });
    // From 3.67 on the project need not be named: the token says which one it is.
    await mount.register(
      async (scope: HttpServer) => {
        scope.addHook('onRoute', (route) => {
          route.schema = { ...route.schema, hide: true };
        });
        versionThree(scope, api, options);
      },
      { prefix: '/v3' },
    );
  };
}

function versionThree(scope: HttpServer, api: VolumeApi, options: VolumeV3Options): void {
  acceptJsonBodies(scope);
  answerErrors(scope, options);
  scope.addHook('onRequest', negotiateMinor);
  scope.addHook('onRequest', requireCaller(options.authenticator));
  scope.addHook('onRequest', refuseTrailingSlash);
  scope.addHook('onRequest', refuseOtherProjects);
  // Schemas describe requests for people and generated clients; what is refused, and how, is this API's own business.
  scope.setValidatorCompiler(() => () => true);
  const refuseTheRest = refuseOtherMethods(scope, (_request, reply, message) => void sendFault(reply, 405, message));
  volumeRoutes(scope, api);
  volumeSummaryRoute(scope, api);
  metadataRoutes(scope, volumeMetadata(api.volumes));
  volumeActionRoutes(scope, api);
  snapshotRoutes(scope, api);
  metadataRoutes(scope, snapshotMetadata(api.volumes));
  snapshotActionRoutes(scope, api.volumes);
  volumeTypeRoutes(scope);
  limitRoutes(scope, api.volumes);
  quotaSetRoutes(scope, api.volumes);
  availabilityZoneRoutes(scope);
  extensionRoutes(scope);
  notServedRoutes(scope);
  refuseTheRest();
}

/** The project in the address has to be that of the token; the catalog of the token has it right. */
async function refuseOtherProjects(request: FastifyRequest): Promise<void> {
  const { project_id: named } = request.params as { readonly project_id?: string };
  const { projectId } = callerOf(request);
  if (named === undefined || named === projectId) return;
  throw new IngotError(
    'invalid',
    projectId === null
      ? 'The token is for no project; volumes belong to one.'
      : `Malformed request URL: it names project ${named}, but the token is for ${projectId}.`,
  );
}
