import { createEntryOperations, type MetadefParts } from './entries.ts';
import type { Metadefs } from './metadefs.ts';
import { createNamespaceOperations } from './namespaces.ts';

/** The metadata catalog over a store. */
export function createMetadefs(parts: MetadefParts): Metadefs {
  return { ...createNamespaceOperations(parts), ...createEntryOperations(parts) };
}
