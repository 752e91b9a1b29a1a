import path from 'node:path';
import type { ChunkStore } from '@ingot/chunk-store';
import { createAuditLog, type AuditStore, type AuditWriter } from './audit/index.ts';
import type { Changes } from './changes/index.ts';
import type { Config } from './config/index.ts';
import type { Database } from './db/index.ts';
import { auditRequests } from './http/audit-door.ts';
import { consoleFiles } from './http/console/console.ts';
import type { HttpServer } from './http/http-server.ts';
import { answerErrors, ingotV1 } from './http/ingot-v1/index.ts';
import { auditRoutes } from './http/ingot-v1/audit/audit.ts';
import { blockRoutes } from './http/ingot-v1/blocks/index.ts';
import { diskRoutes } from './http/ingot-v1/disks/index.ts';
import { exportRoutes } from './http/ingot-v1/exports/index.ts';
import { familyResource } from './http/ingot-v1/families/index.ts';
import { diskViewRoutes, imageListRoutes, newImageRoutes } from './http/ingot-v1/images/index.ts';
import { SCREENS_PREFIX } from './http/screen-address.ts';
import { machineScreens } from './http/screens/screens.ts';
import { keyPairRoutes } from './http/ingot-v1/key-pairs/key-pairs.ts';
import { flavorRoutes } from './http/ingot-v1/flavors/flavors.ts';
import { inspectionRoutes } from './http/ingot-v1/inspection/index.ts';
import { sessionRoutes } from './http/ingot-v1/session/session.ts';
import { preparationRoutes } from './http/ingot-v1/preparation/index.ts';
import { publishingRoutes } from './http/ingot-v1/publishing/index.ts';
import { recipeResource } from './http/ingot-v1/recipes/index.ts';
import { machineResource } from './http/ingot-v1/machines/index.ts';
import { quotaRoutes } from './http/ingot-v1/quotas/quotas.ts';
import { limitRoutes } from './http/ingot-v1/limits.ts';
import { storageRoutes } from './http/ingot-v1/storage/index.ts';
import { eventRoutes } from './http/ingot-v1/events/events.ts';
import { operationRoutes } from './http/ingot-v1/operations/operations.ts';
import { openapi, openapiRoute } from './http/openapi.ts';
import { identityElsewhere, identityV3 } from './http/openstack/identity-v3/index.ts';
import { computeV2 } from './http/openstack/compute-v2/index.ts';
import { imageV2 } from './http/openstack/image-v2/index.ts';
import { volumeV3 } from './http/openstack/volume-v3/index.ts';
import { metadefRoutes } from './http/openstack/image-v2/metadefs/index.ts';
import { healthcheck } from './http/operations/healthcheck.ts';
import { metrics } from './http/operations/metrics.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { createSessions } from './identity/index.ts';
import type { Consoles } from './consoles/index.ts';
import type { Exports } from './exports/index.ts';
import type { Flavors } from './flavors/index.ts';
import type { KeyPairs } from './key-pairs/index.ts';
import type { ImageService } from './images/index.ts';
import type { Inspections } from './inspection/index.ts';
import type { Clock } from './kernel/clock.ts';
import type { Machines } from './machines/index.ts';
import type { Operations } from './operations/index.ts';
import type { Metadefs } from './metadefs/index.ts';
import type { PackStore } from './open-pack-store.ts';
import type { Preparations } from './preparation/index.ts';
import type { Publishing } from './publishing/index.ts';
import type { RecipeRuns, Recipes } from './recipes/index.ts';
import type { Quotas } from './quotas/index.ts';
import type { StorageService } from './storage/index.ts';
import type { DiskService, Volumes } from './volumes/index.ts';

/** What the dialects serve. */
export interface Served {
  readonly config: Config;
  readonly version: string;
  readonly identity: IdentityProvider;
  readonly images: ImageService['images'];
  readonly volumes: Volumes;
  readonly machines: Machines;
  readonly exports: Exports;
  readonly publishing: Publishing;
  /** Whether the layer of a tree is a file on this host. */
  readonly layerReady: DiskService['layers']['isReady'];
  readonly inspections: Inspections;
  readonly preparations: Preparations;
  readonly recipes: { readonly recipes: Recipes; readonly runs: RecipeRuns };
  readonly flavors: Flavors;
  readonly keyPairs: KeyPairs;
  readonly consoles: Consoles;
  readonly clock: Clock;
  readonly quotas: Quotas;
  readonly storage: StorageService['storage'];
  readonly storeFigures: Pick<StorageService, 'health' | 'account' | 'totals'> & {
    layers: DiskService['layers']['usage'];
  };
  readonly metadefs: Metadefs;
  readonly changes: Changes;
  readonly operations: Operations;
  readonly audit: { readonly store: AuditStore; readonly writer: AuditWriter };
  readonly database: Database;
  readonly packStore: PackStore;
  readonly chunks: ChunkStore;
}

/** Where the build of the console lies. */
const CONSOLE = path.join(import.meta.dirname, '../../console/dist');
/** Milliseconds; proxies cut connections that are silent for a minute. */
const SCREEN_PING = 25_000;

/** Every dialect and its prefix. */
export async function mountRoutes(http: HttpServer, served: Served): Promise<void> {
  const { config, version, identity, images, volumes, layerReady, clock, quotas, storage, storeFigures } = served;
  const { metadefs, database, packStore, chunks } = served;
  const publicUrl = config['public-url'];
  auditRequests(http, served.audit.writer, clock);
  // For what belongs to no dialect.
  answerErrors(http);
  await openapi(http, version);
  healthcheck(http, [
    { name: 'database', check: () => database.ping() },
    { name: 'store', check: () => packStore.check() },
  ]);
  metrics(http, { usage: () => chunks.usage(), ...storeFigures });
  if (identity.kind === 'embedded') {
    const catalog = [
      { type: 'identity', name: 'keystone', path: '/identity/v3' },
      { type: 'image', name: 'glance', path: '' },
      // The older name is what older clients look for.
      { type: 'block-storage', name: 'cinder', path: '/volume/v3/{project_id}' },
      { type: 'volumev3', name: 'cinderv3', path: '/volume/v3/{project_id}' },
      { type: 'compute', name: 'nova', path: '/compute/v2.1' },
    ];
    const identityApi = identityV3({ identity: identity.identity, publicUrl, region: config.region, catalog });
    await http.register(identityApi, { prefix: '/identity' });
  } else await http.register(identityElsewhere(identity.url), { prefix: '/identity' });
  const authenticator = identity.kind === 'embedded' ? identity.identity : identity.keystone;
  const imageApi = imageV2({
    images,
    authenticator,
    publicUrl,
    ...(identity.kind === 'keystone' && { keystoneUrl: identity.url }),
    version,
    resources: [metadefRoutes({ metadefs })],
  });
  await http.register(imageApi);
  await http.register(imageApi, { prefix: '/image' });
  const volumeApi = volumeV3({
    volumes,
    authenticator,
    publicUrl,
    ...(identity.kind === 'keystone' && { keystoneUrl: identity.url }),
  });
  await http.register(volumeApi, { prefix: '/volume' });
  const { machines, flavors, keyPairs, consoles } = served;
  const machineParts = { machines, flavors, keyPairs, consoles, publicUrl };
  const computeApi = computeV2({
    ...machineParts,
    volumes,
    quotas,
    authenticator,
    ...(identity.kind === 'keystone' && { keystoneUrl: identity.url }),
  });
  await http.register(computeApi, { prefix: '/compute' });
  const limits = { idleTimeout: config['machines.console-idle-timeout'], pingInterval: SCREEN_PING };
  await http.register(machineScreens({ consoles, publicUrl, limits }), { prefix: SCREENS_PREFIX });
  const ingotApi = ingotV1({
    images,
    authenticator,
    version,
    resources: [
      identity.kind === 'embedded'
        ? sessionRoutes(createSessions(identity.identity), clock, null)
        : sessionRoutes(identity.keystone.sessions, clock, identity.url),
      eventRoutes(served.changes, authenticator),
      operationRoutes(served.operations),
      auditRoutes(createAuditLog(served.audit.store)),
      storageRoutes(storage),
      blockRoutes(images),
      exportRoutes(served.exports),
      publishingRoutes(served.publishing),
      limitRoutes({ browserUpload: config['console.max-upload'] }),
      imageListRoutes(images, storage, clock),
      newImageRoutes(images, volumes),
      diskViewRoutes(images),
      quotaRoutes(quotas),
      inspectionRoutes(served.inspections),
      preparationRoutes(served.preparations),
      recipeResource(served.recipes),
      flavorRoutes(flavors),
      keyPairRoutes(keyPairs),
      machineResource(machineParts),
      familyResource(images, clock, layerReady),
      diskRoutes(volumes),
    ],
  });
  await http.register(ingotApi, { prefix: '/api/v1' });
  await http.register(consoleFiles(CONSOLE), { prefix: '/console' });
  openapiRoute(http);
}
