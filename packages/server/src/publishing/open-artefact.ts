import { IngotError } from '../kernel/errors.ts';
import { findDesktopImage } from './access.ts';
import { artefactName } from './pools/artefact-name.ts';
import type { DesktopImages } from './publishing.ts';
import type { PublishingContext } from './publishing-context.ts';

/** Files of desktop images for those who download them, as they lie in their pools. */
export function artefactOpening({
  store,
  images,
  openPool,
}: Pick<PublishingContext, 'store' | 'images' | 'openPool'>): Pick<DesktopImages, 'desktopImageOpen'> {
  return {
    desktopImageOpen: async (caller, id, wanted) => {
      const { image } = await images.dataOpen(caller, id);
      const desktopImage = await findDesktopImage(store, id);
      const poolId = wanted ?? desktopImage.poolId;
      const artefact = (await store.artefactsOf(id)).find((each) => each.poolId === poolId);
      const pool = await store.poolFind(poolId);
      if (!artefact || !pool) {
        throw new IngotError('not-found', `There is no file of image ${id} in image pool ${poolId}.`);
      }
      if (artefact.state.status !== 'ready') {
        throw new IngotError('conflict', `The file is being written by publication ${artefact.state.publication}.`);
      }
      const { size, sha256 } = artefact.state;
      const file = await openPool(poolId, pool.place).open(artefactName(artefact));
      const close = async (): Promise<void> => file.close?.();
      if (file.size !== size) {
        await close();
        throw new IngotError('corrupt', `The file of image ${id} has another size than it was published with.`);
      }
      return {
        name: `${plainName(image.name ?? id)}.${artefact.fileType}`,
        size,
        sha256,
        send: (sink, { offset, length, signal }) => file.read(offset, length, sink, signal),
        close,
      };
    },
  };
}

/** Without what separates or ends names somewhere, and what is not shown. */
function plainName(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(0, 200);
}
