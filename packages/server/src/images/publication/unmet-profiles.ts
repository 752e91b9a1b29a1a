import type { TreeRoot } from '@ingot/chunk-store';
import type { Image } from '../image.ts';
import type { ImageTransaction } from '../image-store.ts';
import { diskSourceOf } from '../views/disk-view.ts';
import type { UnmetProfile } from './unmet-profile.ts';

/** What keeps an image from being published; a disk that is not there yet has passed nothing. */
export async function unmetProfiles(tx: ImageTransaction, image: Image): Promise<readonly UnmetProfile[]> {
  return tx.profilesUnmet(image, await diskOf(tx, image));
}

async function diskOf(tx: ImageTransaction, image: Image): Promise<TreeRoot | null> {
  const source = diskSourceOf(image);
  if (source.kind === 'content') return source.root;
  const view = source.kind === 'view' ? await tx.viewFind(source) : null;
  return view?.state.status === 'ready' ? view.state.root : null;
}
