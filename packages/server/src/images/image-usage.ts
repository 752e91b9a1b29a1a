import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId } from '../kernel/ids.ts';
import { isOptimized } from './families/image-facts.ts';
import { contentOf, stagedContentOf, type Image } from './image.ts';
import type { ImageContext } from './image-context.ts';
import type { ImageTransaction, UsageDelta } from './image-store.ts';
import type { Images } from './images.ts';

/** What an image adds to the counters of its project while it is not in the trash. */
export function usageOf(image: Image): UsageDelta {
  return {
    images: 1,
    bytes: contentOf(image)?.size ?? 0,
    stagedBytes: stagedContentOf(image)?.size ?? 0,
    optimized: isOptimized(image) ? 1 : 0,
  };
}

export function negated(usage: UsageDelta): UsageDelta {
  return Object.fromEntries(Object.entries(usage).map(([counter, value]) => [counter, -value]));
}

/** Adds to the counters of a project. @throws `quota-exceeded` when that would bring one above what it may be. */
export async function takeQuota(tx: ImageTransaction, project: ProjectId, usage: UsageDelta): Promise<void> {
  const limits = await tx.limitsFind(project);
  if (await tx.usageAdd(project, usage, limits)) return;
  throw new IngotError(
    'quota-exceeded',
    `Project ${project} may have ${limits.images} images, ${limits.optimized} of them optimized for deployment, and ` +
      `${limits.bytes} bytes in them, uploads that are under way included. ` +
      'Delete images that are no longer needed, or ask an administrator for more.',
  );
}

export function usageOperations({ store }: ImageContext): Pick<Images, 'usageGet'> {
  return {
    usageGet: async ({ projectId }: Caller) => {
      if (projectId === null) throw new IngotError('forbidden', 'Usage is counted by project: ask for a token of one.');
      const { bytes, stagedBytes, images, uploads } = await store.usageFind(projectId);
      const limits = await store.limitsFind(projectId);
      return {
        bytes: { usage: bytes, limit: limits.bytes },
        stagedBytes: { usage: stagedBytes, limit: limits.bytes },
        images: { usage: images, limit: limits.images },
        uploads: { usage: uploads, limit: limits.images },
      };
    },
  };
}
