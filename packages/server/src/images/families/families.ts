import type { Caller } from '../../kernel/caller.ts';
import type { FamilyName, ImageId, ProjectId } from '../../kernel/ids.ts';
import type { Image } from '../image.ts';
import type { ImagePage } from '../image-query.ts';
import type { Family, FamilyChange, FamilyRef } from './family.ts';
import type { Deprecation } from './image-facts.ts';
import type { ImageUses } from './image-uses.ts';

/**
 * Families, and what makes an image the latest of one or keeps it from that. Members of the project and administrators
 * change; everybody sees of a family what he sees of its images, and of a family without any that it is `not-found`.
 */
export interface Families {
  /** By name. */
  familyList(caller: Caller, project: ProjectId, page: FamilyPage): Promise<ImagePage<Family>>;
  familyGet(caller: Caller, ref: FamilyRef): Promise<Family>;
  /** The image that the family stands for. @throws `not-found` where there is none, with the reason. */
  familyLatest(caller: Caller, ref: FamilyRef): Promise<Image>;
  /** What was done, newest first; for the project only. */
  familyHistory(caller: Caller, ref: FamilyRef, page: HistoryPage): Promise<ImagePage<FamilyChange>>;
  /** Makes an image the latest, now and for all at once, also one that was held back or is older. */
  familyPromote(caller: Caller, ref: FamilyRef, id: ImageId, reason: string | null): Promise<Family>;
  /** The family stands for this image until it is unpinned, whatever is newer. */
  familyPin(caller: Caller, ref: FamilyRef, id: ImageId, reason: string | null): Promise<Family>;
  familyUnpin(caller: Caller, ref: FamilyRef, reason: string | null): Promise<Family>;
  /** Pins the one that was released before the latest. */
  familyRollback(caller: Caller, ref: FamilyRef, reason: string | null): Promise<Family>;

  /** Says what becomes of an image and when; replaces what was said before. */
  imageDeprecate(caller: Caller, id: ImageId, deprecation: Deprecation): Promise<Image>;
  /** Has its layer kept ready, or not any more. @throws `quota-exceeded`; `conflict` for a format that has no layer. */
  imageOptimize(caller: Caller, id: ImageId, optimized: boolean): Promise<Image>;
  /** What refers to an image, and what of that keeps it from being deleted. */
  imageUses(caller: Caller, id: ImageId): Promise<ImageUses>;
}

export interface FamilyPage {
  readonly after: FamilyName | null;
  readonly limit: number;
}

export interface HistoryPage {
  /** Number of the last change of the page before. */
  readonly before: number | null;
  readonly limit: number;
}
