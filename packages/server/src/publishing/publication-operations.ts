import { IngotError } from '../kernel/errors.ts';
import { requireMember } from '../kernel/project-owned.ts';
import { findPublication, listedOwner } from './access.ts';
import type { Publications } from './publishing.ts';
import type { PublishingContext } from './publishing-context.ts';

/** How publications go, and ending them. */
export function publicationOperations({
  store,
  clock,
}: Pick<PublishingContext, 'store' | 'clock'>): Omit<Publications, 'machineClone' | 'machineConvert'> {
  return {
    publicationGet: (caller, id) => findPublication(store, caller, id),

    publicationList: async (caller, { allProjects = false, image, machine, marker, limit }) => {
      const owner = listedOwner(caller, { allProjects });
      const after = marker === undefined ? null : await store.publicationFind(marker);
      if (marker !== undefined && (!after || (owner !== null && after.ownerId !== owner))) {
        throw new IngotError('invalid', `There is no publication ${marker} for the list to go on after.`);
      }
      const filters = { ...(image !== undefined && { image }), ...(machine !== undefined && { machine }) };
      const found = await store.publicationList({ owner, ...filters, ...(after && { after }), limit: limit + 1 });
      return { items: found.slice(0, limit), more: found.length > limit };
    },

    publicationCancel: (caller, id) =>
      store.transaction(async (tx) => {
        const publication = await findPublication(tx, caller, id);
        requireMember(caller, publication.ownerId);
        const { state } = publication;
        if (state.status === 'finishing') {
          throw new IngotError('conflict', 'The image is active already: delete it if it is not wanted.');
        }
        if (state.status !== 'running') {
          throw new IngotError('conflict', `Publication ${id} is ${state.status}; there is nothing to cancel.`);
        }
        const cancelled = { ...publication, state: { ...state, cancelWanted: true }, updatedAt: clock.now() };
        await tx.publicationWrite(cancelled);
        return cancelled;
      }),
  };
}
