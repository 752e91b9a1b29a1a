import { Type } from 'typebox';
import { requireCaller, type Authenticator } from '../../authentication.ts';
import { baseUrlOf } from '../../base-url.ts';
import type { HttpServer } from '../../http-server.ts';
import { refuseOtherMethods } from '../../method-not-allowed.ts';
import { sendFault } from '../fault.ts';
import { acceptJsonBodies } from '../json-body.ts';
import { refuseTrailingSlash } from '../request-url.ts';
import type { ComputeApi } from './api.ts';
import { availabilityZoneRoutes } from './availability-zones.ts';
import { REFUSALS } from '../documented-answers.ts';
import { answerErrors } from './error-handler.ts';
import { flavorRoutes } from './flavors.ts';
import { keyPairRoutes } from './key-pairs.ts';
import { limitRoutes } from './limits.ts';
import { negotiateMinor } from './microversion.ts';
import { notServedRoutes } from './not-served.ts';
import { quotaSetRoutes } from './quota-sets.ts';
import { remoteConsoleRoute } from './remote-consoles.ts';
import { serverActionRoutes } from './server-actions.ts';
import { serverMetadataRoutes } from './server-metadata.ts';
import { serverRoutes } from './servers.ts';
import { versionRoutes } from './versions.ts';
import { volumeAttachmentRoutes } from './volume-attachments.ts';

export interface ComputeV2Options extends Omit<ComputeApi, 'linkTo'> {
  readonly authenticator: Authenticator;
  /** Where clients get their tokens, `/v3` included, when that is not this service. */
  readonly keystoneUrl?: string;
}

/**
 * The OpenStack Compute API v2.1, with the part of Nova that clients use for machines:
 *
 *     await app.register(computeV2(options), { prefix: '/compute' });
 *
 * https://docs.openstack.org/api-ref/compute/
 */
export function computeV2(options: ComputeV2Options): (mount: HttpServer) => Promise<void> {
  return async (mount) => {
    versionRoutes(mount, options.publicUrl);
    const api: ComputeApi = {
      ...options,
      linkTo: (request, path) => `${baseUrlOf(request, options.publicUrl)}${mount.prefix}/v2.1${path}`,
    };
    await mount.register(async (scope: HttpServer) => versionTwo(scope, api, options), { prefix: '/v2.1' });
  };
}

function versionTwo(scope: HttpServer, api: ComputeApi, options: ComputeV2Options): void {
  acceptJsonBodies(scope);
  answerErrors(scope, options);
  scope.addHook('onRequest', negotiateMinor);
  scope.addHook('onRequest', requireCaller(options.authenticator));
  scope.addHook('onRequest', refuseTrailingSlash);
  // Schemas describe requests for people and generated clients; what is refused, and how, is this API's own business.
  scope.setValidatorCompiler(() => () => true);
  const refuseTheRest = refuseOtherMethods(scope, (_request, reply, message) => void sendFault(reply, 405, message));
  serverRoutes(scope, api);
  serverActionRoutes(scope, api);
  serverMetadataRoutes(scope, api);
  remoteConsoleRoute(scope, api);
  volumeAttachmentRoutes(scope, api);
  flavorRoutes(scope, api);
  limitRoutes(scope, api);
  quotaSetRoutes(scope, api);
  availabilityZoneRoutes(scope);
  keyPairRoutes(scope, api);
  extensionRoutes(scope);
  notServedRoutes(scope);
  refuseTheRest();
}

/** There are none: since minor versions came, nothing is an extension any more. */
function extensionRoutes(scope: HttpServer): void {
  const response = { 200: Type.Object({ extensions: Type.Array(Type.Unknown()) }), ...REFUSALS };
  const schema = { tags: ['compute'], summary: 'List extensions', response };
  scope.get('/extensions', { schema }, async () => ({ extensions: [] }));
}
