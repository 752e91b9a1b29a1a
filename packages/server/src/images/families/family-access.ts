import { isAdmin, isMemberOf, isReaderOf, type Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageId, ProjectId } from '../../kernel/ids.ts';
import type { Image } from '../image.ts';
import { findVisible, type ImageFinder } from '../image-access.ts';
import { mayList } from '../image-policy.ts';
import { stateAt } from './deprecation-state.ts';
import type { FamilyRef } from './family.ts';
import type { FamilyReader, FamilyView } from './family-store.ts';
import { deprecationOf, familyOf } from './image-facts.ts';

/** What the caller sees of the families of a project. @throws `forbidden` to those who may see no images at all. */
export function viewOf(caller: Caller, project: ProjectId): FamilyView {
  if (isAdmin(caller) || isReaderOf(caller, project)) return { kind: 'all' };
  if (!mayList(caller)) throw new IngotError('forbidden', 'Looking at families takes the role reader.');
  return { kind: 'shown-to', project: caller.projectId };
}

/** Those who work in the project of the family. @throws `not-found` to everybody else. */
export function requireInsight(caller: Caller, ref: FamilyRef): void {
  if (!isAdmin(caller) && !isReaderOf(caller, ref.projectId)) throw noFamily(ref);
}

/** @throws `not-found` to those who do not work in the project, `forbidden` to those who only look. */
export function requireControl(caller: Caller, ref: FamilyRef): void {
  requireInsight(caller, ref);
  if (isAdmin(caller) || isMemberOf(caller, ref.projectId)) return;
  throw new IngotError('forbidden', `Changing family ${ref.name} takes the role member in its project.`);
}

/** What a family stands for in somebody's eyes; with `problem` for people where that is not what it should be. */
export interface ResolvedFamily {
  readonly latest: Image | null;
  readonly isPinned: boolean;
  readonly problem: string | null;
}

/**
 * A pin that cannot be followed is not passed over: whoever has pinned an image does not want a newer one used. Where
 * the caller does not see the pinned image there is no latest for him.
 */
export async function resolveFamily(
  finder: FamilyReader & ImageFinder,
  caller: Caller,
  ref: FamilyRef,
  now: number,
): Promise<ResolvedFamily> {
  const view = viewOf(caller, ref.projectId);
  const pin = await finder.pinFind(ref);
  if (!pin) return { latest: await finder.latestFind(ref, view, now), isPinned: false, problem: null };
  const image = await visible(finder, caller, pin.imageId);
  const problem = image && whyUnusable(image, now);
  if (problem === null) return { latest: image, isPinned: true, problem: null };
  return {
    latest: null,
    isPinned: true,
    problem: `It is pinned to image ${pin.imageId}, which is ${problem}: pin another one, or unpin it.`,
  };
}

/** Why no family can stand for an image, as a word; null when one can. */
export function whyUnusable(image: Image, now: number): string | null {
  if (image.state.status !== 'active') return image.state.status;
  return stateAt(deprecationOf(image), now) === 'OBSOLETE' ? 'obsolete' : null;
}

/** @throws `conflict` for one of another family, or of another project. */
export function requireMember(image: Image, ref: FamilyRef): void {
  if (image.ownerId === ref.projectId && familyOf(image) === ref.name) return;
  throw new IngotError(
    'conflict',
    `Image ${image.id} is not in family ${ref.name} of project ${ref.projectId}: set its property family first.`,
  );
}

export function noFamily({ name, projectId }: FamilyRef): IngotError {
  return new IngotError('not-found', `No family ${name} found in project ${projectId}.`);
}

export function noLatest({ name, projectId }: FamilyRef, problem: string | null): IngotError {
  const why = problem ?? 'None of its images that you see is active, released, not hidden and not deprecated.';
  return new IngotError('not-found', `Family ${name} of project ${projectId} stands for no image. ${why}`);
}

async function visible(finder: ImageFinder, caller: Caller, id: ImageId): Promise<Image | null> {
  try {
    return (await findVisible(finder, caller, id)).image;
  } catch (error) {
    if (error instanceof IngotError && error.code === 'not-found') return null;
    throw error;
  }
}
