import type { Caller } from '../kernel/caller.ts';
import type { Publication } from './publication.ts';
import type { PublicationOrder } from './publication-order.ts';
import type { Publishing } from './publishing.ts';

type Operations = Pick<Publishing, 'machineClone' | 'machineConvert' | 'desktopImageImport' | 'desktopImageDeploy'>;

/**
 * Asks for a publication again that came to nothing, with what it was asked for with. Nothing of it is left: it was taken
 * back.
 *
 * @throws as asking for it the first time does.
 */
export function publishAgain(
  publishing: Operations,
  caller: Caller,
  { source, imageId }: Pick<Publication, 'source' | 'imageId'>,
  order: PublicationOrder,
): Promise<Publication> {
  if (order.kind === 'import') return publishing.desktopImageImport(caller, imageId, order.wanted);
  if (order.kind === 'deploy') return publishing.desktopImageDeploy(caller, imageId, order.poolId);
  if (!('machineId' in source)) throw new Error(`a publication of the kind ${source.kind} is of no machine`);
  return order.kind === 'clone'
    ? publishing.machineClone(caller, source.machineId, order.wanted)
    : publishing.machineConvert(caller, source.machineId, order.wanted);
}
