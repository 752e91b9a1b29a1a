import { IngotError } from '../kernel/errors.ts';
import { requireMember } from '../kernel/project-owned.ts';
import { findPublication, listedOwner } from './access.ts';
import type { Publication } from './publication.ts';
import type { Publications } from './publishing.ts';
import type { PublishingContext } from './publishing-context.ts';
import { undo } from './work/undo.ts';

const CANCELLED = 'It was cancelled.';

/** How publications go, and ending them. */
export function publicationOperations(
  context: PublishingContext,
): Omit<Publications, 'machineClone' | 'machineConvert'> {
  const { store, clock, log } = context;
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

    publicationCancel: async (caller, id) => {
      const cancelled = await store.transaction(async (tx) => {
        const publication = await findPublication(tx, caller, id);
        requireMember(caller, publication.ownerId);
        const { state } = publication;
        if (state.status === 'finishing') {
          throw new IngotError('conflict', 'The image is active already: delete it if it is not wanted.');
        }
        if (state.status !== 'running') {
          throw new IngotError('conflict', `Publication ${id} is ${state.status}; there is nothing to cancel.`);
        }
        const now = clock.now();
        // What nobody has begun waits for nobody's turn; whoever has begun takes it back.
        const ended = await tx.jobCancelWaiting(publication.task, CANCELLED, now);
        const wanted: Publication = {
          ...publication,
          state: ended ? { status: 'undoing', cancelled: true, failure: CANCELLED } : { ...state, cancelWanted: true },
          updatedAt: now,
        };
        await tx.publicationWrite(wanted);
        return wanted;
      });
      if (cancelled.state.status === 'undoing') {
        // Nobody waits for the pool, which may be out of reach for long; what is left is taken back in a minute.
        undo(context, id).catch((error: unknown) =>
          log.warn({ publication: id, err: error }, 'a publication is taken back later'),
        );
      }
      return cancelled;
    },
  };
}
