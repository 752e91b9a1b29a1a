import { microversions } from '../microversions.ts';

/**
 * The minor versions of version 3 whose answers are known here; a request without the header is answered as the oldest.
 * https://docs.openstack.org/cinder/latest/contributor/api_microversion_history.html
 */
export const OLDEST_MINOR = 0;
export const NEWEST_MINOR = 71;

/** The minor versions that changed an answer or a parameter that is served here. */
export const MINORS = {
  /** An upload to an image takes `visibility` and `protected`. */
  uploadVisibility: 1,
  summary: 12,
  groupId: 13,
  providerId: 21,
  summaryMetadata: 36,
  /** A snapshot names its user. */
  snapshotUser: 41,
  sharedTargets: 48,
  clusterName: 61,
  volumeTypeId: 63,
  consumesQuota: 65,
  /** A snapshot of a volume in use needs no `force`. */
  snapshotInUse: 66,
} as const;

export const { minorOf, negotiateMinor } = microversions({
  service: 'volume',
  title: 'Block Storage',
  major: 3,
  oldest: OLDEST_MINOR,
  newest: NEWEST_MINOR,
});
