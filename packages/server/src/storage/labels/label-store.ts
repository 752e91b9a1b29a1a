import type { PackId } from '@ingot/chunk-store';

/** Which packs hold labels, and of what: every such pack that was ever begun and is not deleted yet. */
export interface LabelStore {
  /** Before the first byte is written. Nothing happens for a pack that is known. @param subject see `label-subject.ts`. */
  labelAdd(pack: PackId, subject: string): Promise<void>;
  labelForget(pack: PackId): Promise<void>;
  /** The packs of one of them. */
  labelsOf(subject: string): Promise<readonly PackId[]>;
  /** In order of pack. */
  labelList(query: {
    readonly after: PackId | null;
    readonly limit: number;
  }): Promise<readonly { readonly pack: PackId; readonly subject: string }[]>;
}
