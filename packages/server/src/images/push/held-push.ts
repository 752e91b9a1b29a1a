import type { Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageId } from '../../kernel/ids.ts';
import { findChangeable } from '../image-access.ts';
import type { ImageTransaction } from '../image-store.ts';
import type { HeldUpload } from '../image-uploads.ts';
import { ANY_PROCESS } from './push.ts';

/** The push of an image that the caller may change. @throws `not-found`, `forbidden`; `conflict` when there is none. */
export async function heldPush(tx: ImageTransaction, caller: Caller, id: ImageId): Promise<HeldUpload> {
  const image = await findChangeable(tx, caller, id);
  const upload = await tx.uploadFind(id);
  if (upload?.process === ANY_PROCESS) return { image, upload };
  throw new IngotError('conflict', `No push to image ${id} is under way: it is ${image.state.status}.`);
}
