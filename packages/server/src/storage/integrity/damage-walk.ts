import type { Integrity } from '@ingot/chunk-store';
import type { Clock } from '../../kernel/clock.ts';
import type { ImageContents } from './damage.ts';
import type { DamageStore } from './damage-store.ts';

export interface DamageWalkParts {
  readonly integrity: Integrity;
  readonly contents: ImageContents;
  readonly damage: DamageStore;
  readonly clock: Clock;
}

interface Walked {
  readonly contents: number;
  readonly damagedContents: number;
}

/** Looks through the content of every image for what cannot be read, and writes down which images that concerns. */
export async function walkForDamage(
  { integrity, contents, damage, clock }: DamageWalkParts,
  signal: AbortSignal,
  tell: (walked: Walked) => void,
): Promise<Walked> {
  const begunAt = clock.now();
  const checker = integrity.treeChecker();
  let walked: Walked = { contents: 0, damagedContents: 0 };
  for await (const { root, imageId, ownerId, name, place } of contents()) {
    const { chunks, pages } = await checker.check(root, signal);
    const isDamaged = chunks + pages > 0;
    const image = { imageId, ownerId, name, place, chunks, pages, checkedAt: clock.now() };
    if (isDamaged) await damage.imagePut(image);
    walked = { contents: walked.contents + 1, damagedContents: walked.damagedContents + (isDamaged ? 1 : 0) };
    tell(walked);
  }
  await damage.imagesForget(begunAt);
  return walked;
}
