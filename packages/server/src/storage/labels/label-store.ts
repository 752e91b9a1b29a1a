import type { PackId } from '@ingot/chunk-store';
import type { ImageId } from '../../kernel/ids.ts';

/** Which packs hold labels, and of which image: every such pack that was ever begun and is not deleted yet. */
export interface LabelStore {
  /** Before the first byte is written. Nothing happens for a pack that is known. */
  labelAdd(pack: PackId, image: ImageId): Promise<void>;
  labelForget(pack: PackId): Promise<void>;
  /** The packs of one image. */
  labelsOf(image: ImageId): Promise<readonly PackId[]>;
  /** In order of pack. */
  labelList(query: {
    readonly after: PackId | null;
    readonly limit: number;
  }): Promise<readonly { readonly pack: PackId; readonly image: ImageId }[]>;
}
