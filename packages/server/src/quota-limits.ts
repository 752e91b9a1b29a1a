import type { Config } from './config/index.ts';
import type { ProjectUsage, UsageCeiling } from './images/index.ts';
import type { ProjectId } from './kernel/ids.ts';
import { ceilingOf, type QuotaChanges, type QuotaLimits, type QuotaUsage } from './quotas/index.ts';
import type { VolumeLimits, VolumeUsage } from './volumes/index.ts';

/** Optimized images of the first project, so that whoever has just installed the service can try them. */
const FIRST_OPTIMIZED = 10;

/** The limits of the installation for a project. @param first the project of the first administrator, once it is known. */
export function quotaDefaults(config: Config, project: ProjectId, first: ProjectId | null): QuotaLimits {
  return {
    images: config['images.project-count'],
    imageBytes: config['images.project-bytes'],
    optimizedImages: Math.max(config['images.project-optimized'], project === first ? FIRST_OPTIMIZED : 0),
    volumes: config['volumes.project-volumes'],
    snapshots: config['volumes.project-snapshots'],
    volumeGib: config['volumes.project-gib'],
    largestVolumeGib: config['volumes.max-gib'],
    machines: config['machines.project-machines'],
    vcpus: config['machines.project-vcpus'],
    memoryMib: config['machines.project-memory-mib'],
  };
}

/** What images are compared with when some are added. */
export function imageCeiling(limits: QuotaLimits): UsageCeiling {
  return {
    images: ceilingOf(limits.images),
    bytes: ceilingOf(limits.imageBytes),
    optimized: ceilingOf(limits.optimizedImages),
  };
}

/** What is counted of images, by the names that quotas have. */
export function imageQuotaUsage({ images, bytes, stagedBytes, reservedBytes, optimized }: ProjectUsage): QuotaUsage {
  return { images, imageBytes: bytes + stagedBytes + reservedBytes, optimizedImages: optimized };
}

/** What every project may have of volumes that was not given its own. */
export function volumeDefaults(config: Config): VolumeLimits {
  return {
    volumes: config['volumes.project-volumes'],
    snapshots: config['volumes.project-snapshots'],
    gigabytes: config['volumes.project-gib'],
    perVolumeGigabytes: config['volumes.max-gib'],
  };
}

/** What volumes are compared with when some are added. */
export function volumeLimits(limits: QuotaLimits): VolumeLimits {
  const { volumes, snapshots, volumeGib, largestVolumeGib } = limits;
  return { volumes, snapshots, gigabytes: volumeGib, perVolumeGigabytes: largestVolumeGib };
}

/** The same the other way round, as far as it is to be changed. */
export function volumeQuotaChanges(
  changes: Readonly<Partial<Record<keyof VolumeLimits, number | null>>>,
): QuotaChanges {
  const { volumes, snapshots, gigabytes, perVolumeGigabytes } = changes;
  return {
    ...(volumes !== undefined && { volumes }),
    ...(snapshots !== undefined && { snapshots }),
    ...(gigabytes !== undefined && { volumeGib: gigabytes }),
    ...(perVolumeGigabytes !== undefined && { largestVolumeGib: perVolumeGigabytes }),
  };
}

/** What is counted of volumes and snapshots, by the names that quotas have. */
export function volumeQuotaUsage({ volumes, snapshots, gigabytes }: VolumeUsage): QuotaUsage {
  return { volumes, snapshots, volumeGib: gigabytes };
}
