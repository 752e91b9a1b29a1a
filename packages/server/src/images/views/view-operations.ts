import { IngotError } from '../../kernel/errors.ts';
import { findVisible } from '../image-access.ts';
import type { ImageContext } from '../image-context.ts';
import { mayDownload } from '../image-policy.ts';
import type { Images } from '../images.ts';
import type { DiskViews } from './disk-views.ts';

type ViewOperations = Pick<Images, 'diskViewGet' | 'diskViewRequest'>;

/** The disks of images, for their users: how far they are, and having them made. */
export function viewOperations({ store }: ImageContext, views: DiskViews): ViewOperations {
  return {
    diskViewGet: async (caller, id) => {
      const { image } = await findVisible(store, caller, id);
      return views.of(image);
    },

    diskViewRequest: async (caller, id) => {
      const { image, membership } = await findVisible(store, caller, id);
      if (!mayDownload(caller, image, membership)) {
        throw new IngotError('forbidden', `Having the disk of image ${id} made takes the role member.`);
      }
      if (image.state.status !== 'active') {
        throw new IngotError('conflict', `Image ${id} is ${image.state.status}; for its disk it has to be active.`);
      }
      return views.request(image, caller.userId);
    },
  };
}
