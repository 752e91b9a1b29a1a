import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId } from '../kernel/ids.ts';
import { listedOwner, maySee, requireAdmin } from '../kernel/project-owned.ts';
import { findChangeableVolume, findVolume } from './volume-access.ts';
import { requireVolumeCan } from './volume-actions.ts';
import { checkRevision } from './volume-attributes.ts';
import type { VolumeContext } from './volume-context.ts';
import type { Volumes } from './volumes.ts';

type Records = Pick<Volumes, 'volumeGet' | 'volumeList' | 'volumeSummary' | 'volumeUpdate' | 'volumeResetStatus'>;

/** The record of a volume: finding, listing, changing. */
export function recordOperations({ store, clock }: VolumeContext): Records {
  return {
    volumeGet: (caller, id) => findVolume(store, caller, id),

    volumeList: async (caller, query) => {
      const owner = listedOwner(caller, 'Volumes', query);
      if (query.marker !== undefined) checkMarker(caller, query.marker, await store.volumeFind(query.marker));
      return store.volumeList(owner, query);
    },

    volumeSummary: (caller, where) => store.volumeSummary(listedOwner(caller, 'Volumes', where)),

    volumeUpdate: (caller, id, revise) =>
      store.transaction(async (tx) => {
        const volume = await findChangeableVolume(tx, caller, id);
        requireVolumeCan('update', volume);
        const revision = revise(volume);
        checkRevision(revision);
        if (revision.readOnly !== undefined && revision.readOnly !== volume.readOnly) {
          requireVolumeCan('set-read-only', volume);
        }
        const revised = {
          ...volume,
          name: revision.name === undefined ? volume.name : revision.name,
          description: revision.description === undefined ? volume.description : revision.description,
          metadata: revision.metadata ?? volume.metadata,
          imageMetadata: revision.imageMetadata ?? volume.imageMetadata,
          bootable: revision.bootable ?? volume.bootable,
          readOnly: revision.readOnly ?? volume.readOnly,
          updatedAt: clock.now(),
        };
        await tx.volumeWrite(revised, volume);
        return revised;
      }),

    volumeResetStatus: (caller, id, status) =>
      store.transaction(async (tx) => {
        requireAdmin(caller);
        const volume = await findChangeableVolume(tx, caller, id);
        const { state } = volume;
        // A job that has a disk cannot be told to leave it alone by a word in the database.
        if ('task' in state) {
          throw new IngotError(
            'conflict',
            `Volume ${id} is ${state.status}: that ends by itself, at ${new Date(state.deadline).toISOString()} at the latest.`,
          );
        }
        const reset =
          status === 'error'
            ? { status, failure: `An administrator set the volume, which was ${state.status}, to error.` }
            : { status };
        await tx.volumeWrite({ ...volume, state: reset, updatedAt: clock.now() }, volume);
      }),
  };
}

/** A list goes on after something that its caller can see. @throws `not-found`. */
export function checkMarker(caller: Caller, marker: string, found: { readonly ownerId: ProjectId } | null): void {
  if (found && maySee(caller, found.ownerId)) return;
  throw new IngotError('not-found', `There is no ${marker} for the list to go on after.`);
}
