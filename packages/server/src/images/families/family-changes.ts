import type { Caller } from '../../kernel/caller.ts';
import type { Clock } from '../../kernel/clock.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageId } from '../../kernel/ids.ts';
import type { Image } from '../image.ts';
import { findChangeable } from '../image-access.ts';
import type { ImageContext } from '../image-context.ts';
import type { ImageTransaction } from '../image-store.ts';
import { requireControl, requireMember, whyUnusable } from './family-access.ts';
import { retiredAtOf } from './deprecation-state.ts';
import type { Family, FamilyAction, FamilyPin, FamilyRef } from './family.ts';
import type { FamilyReader } from './family-store.ts';
import type { Families } from './families.ts';
import { releasedAtOf, withRelease } from './image-facts.ts';

type Changes = Pick<Families, 'familyPromote' | 'familyPin' | 'familyUnpin' | 'familyRollback'>;

const ALL = { kind: 'all' } as const;
const MAX_REASON = 255;

/** Which image a family stands for, and the history of that. Each is one transaction: nobody sees anything in between. */
export function familyChanges({ store, clock }: ImageContext): Changes {
  /** Pins an image that is locked. */
  const pin = async (tx: ImageTransaction, caller: Caller, ref: FamilyRef, image: Image, how: How): Promise<Family> => {
    const before = await tx.familyLock(ref);
    const now = clock.now();
    const from = await standsFor(tx, ref, before, now);
    if (before?.imageId !== image.id) {
      await tx.pinWrite(ref, { imageId: image.id, reason: how.reason, pinnedBy: caller.userId, pinnedAt: now });
      await tx.familyChangeAdd(ref, changeOf(caller, how, image.id, from, image.id, now));
    }
    return { ...ref, latest: image, isPinned: true };
  };

  return {
    familyPromote: async (caller, ref, id, reason) => {
      requireControl(caller, ref);
      checkReason(reason);
      return store.transaction(async (tx) => {
        const image = await findOfFamily(tx, caller, ref, id, clock);
        requirePromotable(image, clock.now());
        const pinned = await tx.familyLock(ref);
        if (pinned) {
          throw new IngotError('conflict', `Family ${ref.name} is pinned to image ${pinned.imageId}: unpin it first.`);
        }
        const now = clock.now();
        const latest = await tx.latestFind(ref, ALL, now);
        if (latest?.id === id) return { ...ref, latest: image, isPinned: false };
        // After the latest also when that was released this very moment.
        const releasedAt = Math.max(now, (latest ? (releasedAtOf(latest) ?? 0) : 0) + 1);
        const promoted = { ...image, properties: withRelease(image.properties, releasedAt), updatedAt: now };
        await tx.imageWrite(promoted, image);
        await tx.familyChangeAdd(ref, changeOf(caller, { action: 'promote', reason }, id, latest?.id ?? null, id, now));
        return { ...ref, latest: promoted, isPinned: false };
      });
    },

    familyPin: async (caller, ref, id, reason) => {
      requireControl(caller, ref);
      checkReason(reason);
      return store.transaction(async (tx) => {
        const image = await findOfFamily(tx, caller, ref, id, clock);
        return pin(tx, caller, ref, image, { action: 'pin', reason });
      });
    },

    familyUnpin: async (caller, ref, reason) => {
      requireControl(caller, ref);
      checkReason(reason);
      return store.transaction(async (tx) => {
        const pinned = await tx.familyLock(ref);
        const now = clock.now();
        const latest = await tx.latestFind(ref, ALL, now);
        if (!pinned) throw new IngotError('conflict', `Family ${ref.name} is not pinned.`);
        await tx.pinWrite(ref, null);
        const change = changeOf(
          caller,
          { action: 'unpin', reason },
          pinned.imageId,
          pinned.imageId,
          latest?.id ?? null,
          now,
        );
        await tx.familyChangeAdd(ref, change);
        return { ...ref, latest, isPinned: false };
      });
    },

    familyRollback: async (caller, ref, reason) => {
      requireControl(caller, ref);
      checkReason(reason);
      return store.transaction(async (tx) => {
        const target = await findPrevious(tx, ref, clock.now());
        const image = await findOfFamily(tx, caller, ref, target, clock);
        return pin(tx, caller, ref, image, { action: 'rollback', reason });
      });
    },
  };
}

interface How {
  readonly action: FamilyAction;
  readonly reason: string | null;
}

/** Reason or not, a sentence that fits into one line of a table. */
export function checkReason(reason: string | null): void {
  if (reason === null) return;
  if (reason.isWellFormed() && !reason.includes('\0') && Array.from(reason).length <= MAX_REASON) return;
  throw new IngotError('invalid', `A reason has at most ${MAX_REASON} characters.`);
}

/** The id of the image that a locked family stands for. */
export async function standsFor(
  finder: FamilyReader,
  ref: FamilyRef,
  pin: FamilyPin | null,
  now: number,
): Promise<ImageId | null> {
  return pin ? pin.imageId : ((await finder.latestFind(ref, ALL, now))?.id ?? null);
}

export function changeOf(
  { userId, userName }: Caller,
  { action, reason }: How,
  imageId: ImageId,
  from: ImageId | null,
  to: ImageId | null,
  at: number,
) {
  return { action, imageId, from, to, reason, userId, userName, at };
}

/** Locks an image that a family may stand for. */
async function findOfFamily(
  tx: ImageTransaction,
  caller: Caller,
  ref: FamilyRef,
  id: ImageId,
  clock: Clock,
): Promise<Image> {
  const image = await findChangeable(tx, caller, id);
  requireMember(image, ref);
  const unusable = whyUnusable(image, clock.now());
  if (unusable === null) return image;
  throw new IngotError('conflict', `Image ${id} is ${unusable}: a family can only stand for an active one.`);
}

/** @throws `conflict` for an image that would not be the latest though it were the newest. */
function requirePromotable(image: Image, now: number): void {
  const retiredAt = retiredAtOf(image);
  if (retiredAt !== null && retiredAt <= now) {
    throw new IngotError('conflict', `Image ${image.id} is deprecated: take that back first, or pin it.`);
  }
  if (image.hidden) throw new IngotError('conflict', `Image ${image.id} is hidden: show it first, or pin it.`);
}

async function findPrevious(tx: ImageTransaction, ref: FamilyRef, now: number): Promise<ImageId> {
  const pinned = await tx.pinFind(ref);
  const current = pinned ? await tx.familyImageFind(pinned.imageId) : await tx.latestFind(ref, ALL, now);
  const releasedAt = current && releasedAtOf(current);
  const previous =
    current && releasedAt !== null ? await tx.latestFind(ref, ALL, now, { releasedAt, id: current.id }) : null;
  if (previous) return previous.id;
  throw new IngotError('conflict', `Family ${ref.name} has no earlier image to go back to.`);
}
