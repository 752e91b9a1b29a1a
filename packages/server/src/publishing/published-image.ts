import type { NewImage } from '../images/index.ts';
import type { Caller } from '../kernel/caller.ts';
import type { DesktopImagePlan } from './begin-publication.ts';
import type { NewPublication } from './publication-order.ts';
import type { SourceMachine } from './source-machines.ts';

/** The image that a machine becomes, as clients of the Image API see it. */
export function publishedImage(
  caller: Caller,
  machine: SourceMachine,
  { osType }: DesktopImagePlan,
  { name, family = null, held = false }: NewPublication,
): NewImage {
  return {
    name,
    // Administrators publish machines of others for their owners.
    ...(caller.projectId !== machine.ownerId && { ownerId: machine.ownerId }),
    properties: {
      ...machine.properties,
      ...(osType !== null && { os_type: osType }),
      ...(family !== null && { family }),
      ...(family !== null && held && { ingot_release: 'held' }),
    },
  };
}
