/** What is counted by project and has a limit there. */
export const QUOTA_RESOURCES = [
  'images',
  'imageBytes',
  'optimizedImages',
  'volumes',
  'snapshots',
  'volumeGib',
  'largestVolumeGib',
  'machines',
  'vcpus',
  'memoryMib',
] as const;
export type QuotaResource = (typeof QUOTA_RESOURCES)[number];

/** The limit that is none, as in every OpenStack service. */
export const UNLIMITED = -1;

/** How much a project may have of each; `UNLIMITED` for any amount. */
export type QuotaLimits = Readonly<Record<QuotaResource, number>>;

/** What has been set for one project; the rest is as the installation has it. */
export type QuotaOverrides = Readonly<Partial<QuotaLimits>>;

/** How much a project has of each, as far as it is counted by whoever tells it. */
export type QuotaUsage = Readonly<Partial<Record<QuotaResource, number>>>;

/** A limit as a number to compare with, `UNLIMITED` being more than anything that is counted. */
export function ceilingOf(limit: number): number {
  return limit === UNLIMITED ? Number.MAX_SAFE_INTEGER : limit;
}
