import { isAdmin, isReaderOf } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { noPolicy } from './image-policy.ts';
import type { InspectionContext } from './inspection-context.ts';
import type { Inspections } from './inspections.ts';

export function policyOperations({
  store,
  profiles,
  clock,
}: InspectionContext): Pick<Inspections, 'policyGet' | 'policySet'> {
  return {
    policyGet: async (caller, project) => {
      if (!isAdmin(caller) && !isReaderOf(caller, project)) {
        throw new IngotError('not-found', `No project found with ID ${project}.`);
      }
      return (await store.policyFind(project)) ?? noPolicy(project);
    },

    policySet: async (caller, policy) => {
      if (!isAdmin(caller)) {
        throw new IngotError('forbidden', 'Only administrators may say what is asked of the images of a project.');
      }
      for (const id of [...policy.required, ...policy.checked]) profiles.get(id);
      const distinct = { ...policy, required: [...new Set(policy.required)], checked: [...new Set(policy.checked)] };
      await store.policyWrite(distinct, clock.now());
      return distinct;
    },
  };
}
