import type { Config } from './config/index.ts';
import type { ProjectUsage, UsageCeiling } from './images/index.ts';
import type { ProjectId } from './kernel/ids.ts';
import { ceilingOf, type QuotaLimits, type QuotaUsage } from './quotas/index.ts';

/** Optimized images of the first project, so that whoever has just installed the service can try them. */
const FIRST_OPTIMIZED = 10;

/** The limits of the installation for a project. @param first the project of the first administrator, once it is known. */
export function quotaDefaults(config: Config, project: ProjectId, first: ProjectId | null): QuotaLimits {
  return {
    images: config['images.project-count'],
    imageBytes: config['images.project-bytes'],
    optimizedImages: Math.max(config['images.project-optimized'], project === first ? FIRST_OPTIMIZED : 0),
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
