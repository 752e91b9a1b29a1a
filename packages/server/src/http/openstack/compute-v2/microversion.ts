import { microversions } from '../microversions.ts';

/**
 * The minor versions of version 2 whose answers are known here; a request without the header is answered as the oldest.
 * https://docs.openstack.org/nova/latest/reference/api-microversion-history.html
 */
export const OLDEST_MINOR = 1;
export const NEWEST_MINOR = 79;

/** The minor versions that changed an answer or a parameter that is served here. */
export const MINORS = {
  /** Key pairs have a type, and are created and deleted with other statuses. */
  keyPairType: 2,
  extendedServer: 3,
  remoteConsoles: 6,
  locked: 9,
  keyPairUser: 10,
  hostStatus: 16,
  description: 19,
  tags: 26,
  keyPairPages: 35,
  /** Networks have to be said, and can be `auto` or `none`. */
  networks: 37,
  imageId: 45,
  /** The flavor of a server is shown whole. */
  embeddedFlavor: 47,
  flavorDescription: 55,
  flavorExtraSpecs: 61,
  trustedCertificates: 63,
  serverGroups: 71,
  lockedReason: 73,
  flavorSwap: 75,
  attachmentDeletion: 79,
} as const;

export const { minorOf, negotiateMinor } = microversions({
  service: 'compute',
  title: 'Compute',
  major: 2,
  oldest: OLDEST_MINOR,
  newest: NEWEST_MINOR,
  olderHeader: 'x-openstack-nova-api-version',
});
