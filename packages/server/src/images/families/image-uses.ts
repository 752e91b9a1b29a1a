import type { Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageId, ProjectId } from '../../kernel/ids.ts';
import { freedFor, sayFreed, type Freed, type FreedFinder } from '../freed-bytes.ts';
import { contentOf, stagedContentOf, type Image } from '../image.ts';
import type { FamilyRef } from './family.ts';
import type { FamilyReader } from './family-store.ts';

/** Something of another domain that stands on an image. */
export interface ImageDependant {
  readonly kind: 'volume' | 'snapshot' | 'desktop-image';
  readonly id: string;
  readonly name: string | null;
}

/** What other domains have that stands on an image; asked within the transaction that would delete it. */
export interface ImageDependants {
  /** At most `limit` of one project, in order of id, and how many others have. */
  dependantsFind(
    id: ImageId,
    project: ProjectId,
    limit: number,
  ): Promise<{ readonly items: readonly ImageDependant[]; readonly elsewhere: number }>;
}

/** What refers to an image. At most `USES_SHOWN` of each kind. */
export interface ImageUses {
  /** Projects that it is shared with. This, and what follows but for `dependants`, is for the owner only. */
  readonly members: readonly ProjectId[];
  readonly pins: readonly FamilyRef[];
  readonly replacementOf: readonly ImageId[];
  /** Of the owner's project, or to others of theirs. */
  readonly dependants: readonly ImageDependant[];
  /** How many others have: they lose nothing when the image goes, and do not keep it from going. */
  readonly dependantsElsewhere: number;
  /** Whether any of these keeps the image from being deleted. */
  readonly blocksDelete: boolean;
  /** What deleting it and emptying the trash would free; null to others, and as long as it is not known. */
  readonly freed: Freed | null;
}

export const USES_SHOWN = 100;
/** In a sentence. */
const NAMED = 10;

/** @throws `conflict` with what keeps an image from being deleted: pins, replacements, what its project made of it. */
export async function requireUnused(
  finder: FamilyReader & ImageDependants & FreedFinder<ImageId>,
  caller: Caller,
  image: Image,
): Promise<void> {
  const { pins, replacementOf, dependants } = await findBlockers(finder, image, NAMED + 1);
  const reasons = [
    ...pins.map(({ name }) => `family ${name} is pinned to it`),
    ...replacementOf.map((id) => `image ${id} names it as its replacement`),
    ...dependants.map(({ kind, id }) => `${kind} ${id} stands on it`),
  ];
  if (reasons.length === 0) return;
  const named = reasons.slice(0, NAMED).join(', ');
  throw new IngotError(
    'conflict',
    `Image ${image.id} is in use: ${named}${reasons.length > NAMED ? ' and more' : ''}. ` +
      `GET /api/v1/images/${image.id}/uses has all of it.${sayFreed(await findFreed(finder, caller, image))}`,
  );
}

/** What deleting an image for good would free. Its bytes may lie where it is imported from. */
export async function findFreed(finder: FreedFinder<ImageId>, caller: Caller, image: Image): Promise<Freed | null> {
  const content = contentOf(image) ?? stagedContentOf(image);
  return content && freedFor(caller, await finder.freedFind(image.id, content.root));
}

/** @throws `conflict` while a family is pinned to the image, which is about to leave it. */
export async function requireUnpinned(finder: FamilyReader, image: Image): Promise<void> {
  const [pin] = await finder.pinsOf(image.id);
  if (pin) throw new IngotError('conflict', `Family ${pin.name} is pinned to image ${image.id}: unpin it first.`);
}

export async function findBlockers(
  finder: FamilyReader & ImageDependants,
  image: Image,
  limit: number,
): Promise<Pick<ImageUses, 'pins' | 'replacementOf' | 'dependants'>> {
  return {
    pins: await finder.pinsOf(image.id),
    replacementOf: await finder.replacedBy(image.id, image.ownerId, limit),
    dependants: (await finder.dependantsFind(image.id, image.ownerId, limit)).items,
  };
}
