import { findVisible } from '../image-access.ts';
import type { ImageContext } from '../image-context.ts';
import { mayChange } from '../image-policy.ts';
import type { Families } from './families.ts';
import { findBlockers, findFreed, USES_SHOWN } from './image-uses.ts';

/** Who refers to an image, as far as it is the business of the caller. */
export function usesOperations({ store }: ImageContext): Pick<Families, 'imageUses'> {
  return {
    imageUses: async (caller, id) => {
      const { image } = await findVisible(store, caller, id);
      const { projectId } = caller;
      if (!mayChange(caller, image) && projectId !== image.ownerId) {
        const others = { dependantsElsewhere: 0, blocksDelete: false, freed: null };
        const nothing = { members: [], pins: [], replacementOf: [], ...others };
        if (projectId === null) return { ...nothing, dependants: [] };
        return { ...nothing, dependants: (await store.dependantsFind(id, projectId, USES_SHOWN)).items };
      }
      const blockers = await findBlockers(store, image, USES_SHOWN);
      const { elsewhere } = await store.dependantsFind(id, image.ownerId, 0);
      const members = (await store.memberList(id)).slice(0, USES_SHOWN);
      const { pins, replacementOf, dependants } = blockers;
      return {
        members: members.map(({ memberId }) => memberId),
        ...blockers,
        dependantsElsewhere: elsewhere,
        blocksDelete: pins.length + replacementOf.length + dependants.length > 0,
        freed: await findFreed(store, caller, image),
      };
    },
  };
}
