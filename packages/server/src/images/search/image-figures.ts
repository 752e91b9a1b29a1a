import { isAdmin } from '../../kernel/caller.ts';
import type { ImageContext } from '../image-context.ts';
import type { ImageFigures, Images } from '../images.ts';

/** Versions of one family that are counted. */
const MOST_VERSIONS = 1000;

/** What lists of images show beside the images. */
export function figureOperations({ store }: ImageContext): Pick<Images, 'imageFigures'> {
  return {
    imageFigures: async (caller, images) => {
      const scope = { kind: isAdmin(caller) ? 'all' : 'project', project: caller.projectId } as const;
      const counts = await store.versionCounts(scope, images, MOST_VERSIONS);
      const saving = images.filter(({ state }) => state.status === 'saving').map(({ id }) => id);
      const pushes = saving.length === 0 ? new Map<never, never>() : await store.pushesReceived(saving);
      return images.map(({ id }, at): ImageFigures => ({ versions: counts[at] ?? 1, push: pushes.get(id) ?? null }));
    },
  };
}
