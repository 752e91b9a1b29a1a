import type { Integrity, TreeRoot } from '@ingot/chunk-store';
import type { Clock } from '../../kernel/clock.ts';
import { isOwned, type LiveDisks } from '../collection/live-disks.ts';
import type { DamagedImage, ImageContents } from './damage.ts';
import type { DamageStore } from './damage-store.ts';

export interface DamageWalkParts {
  readonly integrity: Integrity;
  readonly contents: ImageContents;
  readonly disks: LiveDisks;
  readonly damage: DamageStore;
  readonly clock: Clock;
}

type Found = Pick<DamagedImage, 'chunks' | 'pages' | 'checkedAt'>;

interface Walked {
  readonly contents: number;
  readonly damagedContents: number;
}

/**
 * Looks through the content of every image, and the trees of snapshots and below volumes, for what cannot be read, and writes
 * down whom that concerns. What a volume has written itself is in its overlay, not in the store.
 */
export async function walkForDamage(
  { integrity, contents, disks, damage, clock }: DamageWalkParts,
  signal: AbortSignal,
  tell: (walked: Walked) => void,
): Promise<Walked> {
  const begunAt = clock.now();
  const checker = integrity.treeChecker();
  let walked: Walked = { contents: 0, damagedContents: 0 };
  const check = async (root: TreeRoot, put: (found: Found) => Promise<void>): Promise<void> => {
    const { chunks, pages } = await checker.check(root, signal);
    const isDamaged = chunks + pages > 0;
    if (isDamaged) await put({ chunks, pages, checkedAt: clock.now() });
    walked = { contents: walked.contents + 1, damagedContents: walked.damagedContents + (isDamaged ? 1 : 0) };
    tell(walked);
  };
  for await (const { root, imageId, ownerId, name, place } of contents()) {
    await check(root, (found) => damage.imagePut({ imageId, ownerId, name, place, ...found }));
  }
  for await (const disk of disks()) {
    // What is made of an image is named with it, or made again.
    if (!isOwned(disk)) continue;
    const { id, ownerId, name, keptBy: kind } = disk;
    await check(disk.root, (found) => damage.diskPut({ kind, id, ownerId, name, ...found }));
  }
  await damage.imagesForget(begunAt);
  await damage.disksForget(begunAt);
  return walked;
}
