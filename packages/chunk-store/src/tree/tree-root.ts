import { parseChunkId, type ChunkId } from '../chunk-id.ts';

declare const treeRoot: unique symbol;
/** The id of a tree's root page. It covers the size, the chunk size and every byte: equal roots are equal content. */
export type TreeRoot = ChunkId & { readonly [treeRoot]: true };

/** Reads a root as it is written in text (64 lower-case hex digits); null when `text` is none. */
export function parseTreeRoot(text: string): TreeRoot | null {
  return parseChunkId(text) as TreeRoot | null;
}
