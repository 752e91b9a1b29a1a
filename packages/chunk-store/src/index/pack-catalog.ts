import type { PackId } from '../packs/pack-id.ts';
import type { StoredChunk } from './chunk-location.ts';

/** A pack that is complete and durable. */
export interface SealedPack {
  readonly pack: PackId;
  /** Length of the whole pack. */
  readonly storedBytes: number;
}

/** What the index says of packs, for whoever holds it against the packs themselves. */
export interface PackCatalog {
  /** In order of id, after `after`. */
  sealedPacks(range: { readonly after: PackId | null; readonly limit: number }): Promise<SealedPack[]>;
  /** The chunks that are served from a pack: a few thousand at most. Quarantined ones are not among them. */
  chunksIn(pack: PackId): Promise<StoredChunk[]>;
  /** Of these packs those that the index knows, in whatever state. */
  knownPacks(packs: readonly PackId[]): Promise<Set<PackId>>;
}
