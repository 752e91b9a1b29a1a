import type { ImageContext } from '../image-context.ts';
import { noFamily, noLatest, requireInsight, resolveFamily, viewOf } from './family-access.ts';
import type { Family } from './family.ts';
import type { Families } from './families.ts';

type Reads = Pick<Families, 'familyList' | 'familyGet' | 'familyLatest' | 'familyHistory'>;

/** Looking at families, each with the eyes of the caller. */
export function familyReads({ store, clock }: ImageContext): Reads {
  return {
    familyList: async (caller, projectId, page) => {
      const { items, more } = await store.familyNames(projectId, viewOf(caller, projectId), page);
      const families: Family[] = [];
      for (const name of items) {
        const { latest, isPinned } = await resolveFamily(store, caller, { projectId, name }, clock.now());
        families.push({ projectId, name, latest, isPinned });
      }
      return { items: families, more };
    },

    familyGet: async (caller, ref) => {
      const view = viewOf(caller, ref.projectId);
      const { latest, isPinned } = await resolveFamily(store, caller, ref, clock.now());
      // One without a latest is there as long as the caller sees an image of it.
      if (!latest && !(await store.familyHas(ref, view))) throw noFamily(ref);
      return { ...ref, latest, isPinned };
    },

    familyLatest: async (caller, ref) => {
      const { latest, problem } = await resolveFamily(store, caller, ref, clock.now());
      if (latest) return latest;
      throw noLatest(ref, problem);
    },

    familyHistory: async (caller, ref, page) => {
      requireInsight(caller, ref);
      return store.changeList(ref, page);
    },
  };
}
