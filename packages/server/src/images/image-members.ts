import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId, ProjectId } from '../kernel/ids.ts';
import type { Image, ImageMember } from './image.ts';
import { findVisible, type ImageFinder } from './image-access.ts';
import type { ImageContext } from './image-context.ts';
import { mayAnswerFor, mayChange } from './image-policy.ts';
import type { Images } from './images.ts';

type Members = Pick<Images, 'memberList' | 'memberGet' | 'memberAdd' | 'memberUpdate' | 'memberRemove'>;

/**
 * Sharing (Image API v2, "Image members"): the owner offers a `shared` image to projects, each of which accepts or
 * rejects for itself. The owner sees all members, a member itself only.
 */
export function memberOperations({ store, clock, settings }: ImageContext): Members {
  return {
    memberList: async (caller, id) => {
      const { image } = await findVisible(store, caller, id);
      checkShared(image);
      const members = await store.memberList(id);
      return mayChange(caller, image) || caller.projectId === image.ownerId
        ? members
        : members.filter(({ memberId }) => memberId === caller.projectId);
    },

    memberGet: async (caller, id, memberId) => {
      const { image } = await findVisible(store, caller, id);
      const known = image.visibility === 'shared' && maySeeMember(caller, image, memberId);
      const member = known ? await store.memberFind(id, memberId) : null;
      if (!member) throw notMember(id, memberId);
      return member;
    },

    memberAdd: (caller, id, memberId) =>
      store.transaction(async (tx) => {
        await findShareable(tx, caller, id);
        const now = clock.now();
        const member: ImageMember = { imageId: id, memberId, status: 'pending', createdAt: now, updatedAt: now };
        if (!(await tx.memberInsert(member))) {
          throw new IngotError('conflict', `Image ${id} is already shared with project ${memberId}.`);
        }
        const count = await tx.memberCount(id);
        if (count > settings.maxMembers) {
          throw new IngotError('quota-exceeded', `An image can be shared with ${settings.maxMembers} projects.`);
        }
        return member;
      }),

    memberUpdate: (caller, id, memberId, status) =>
      store.transaction(async (tx) => {
        const { image } = await findVisible(tx, caller, id);
        checkShared(image);
        if (!maySeeMember(caller, image, memberId)) throw notMember(id, memberId);
        const member = await tx.memberFind(id, memberId);
        if (!member) throw notMember(id, memberId);
        if (!mayAnswerFor(caller, memberId)) {
          throw new IngotError('forbidden', `Only members of project ${memberId} may accept or reject for it.`);
        }
        const updated: ImageMember = { ...member, status, updatedAt: clock.now() };
        await tx.memberWrite(updated);
        return updated;
      }),

    memberRemove: (caller, id, memberId) =>
      store.transaction(async (tx) => {
        await findShareable(tx, caller, id);
        if (!(await tx.memberDelete(id, memberId))) throw notMember(id, memberId);
      }),
  };
}

/** An image that the caller may offer to others. */
async function findShareable(finder: ImageFinder, caller: Caller, id: ImageId): Promise<void> {
  const { image } = await findVisible(finder, caller, id);
  if (!mayChange(caller, image)) {
    throw new IngotError('forbidden', `Only members of the project that owns image ${id} may share it.`);
  }
  checkShared(image);
}

function checkShared(image: Image): void {
  if (image.visibility === 'shared') return;
  throw new IngotError(
    'forbidden',
    `Image ${image.id} is ${image.visibility}: only an image with the visibility shared has members.`,
  );
}

function maySeeMember(caller: Caller, image: Image, memberId: ProjectId): boolean {
  return mayChange(caller, image) || caller.projectId === image.ownerId || caller.projectId === memberId;
}

function notMember(id: ImageId, memberId: ProjectId): IngotError {
  return new IngotError('not-found', `Image ${id} is not shared with project ${memberId}.`);
}
