/**
 * The quarantine: chunks whose stored bytes are not what was stored.
 *
 *     served ──quarantine──► quarantined ──registerPack of a sound copy──► served, from the new pack
 *                                 │
 *                                 └──sweep──► forgotten, when no tree reaches it any more
 *
 * A chunk is in one of the two, never in both. One that is quarantined is not located, so no reader gets its bytes, and
 * not held, so the next upload of the same content stores it anew and thereby heals it. Its pack is kept: should the
 * bytes turn out to be sound after all, they are still there.
 */
import type { ChunkId } from '../chunk-id.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { ChunkLocation } from './chunk-location.ts';

/** What is wrong with a chunk: its bytes differ, the device cannot read them, or there are none. */
export const DAMAGES = ['corrupt', 'unreadable', 'missing'] as const;
export type Damage = (typeof DAMAGES)[number];

export interface DamagedChunk {
  readonly id: ChunkId;
  /** Where it was found so. */
  readonly location: ChunkLocation;
  readonly damage: Damage;
}

export interface QuarantinedChunk extends DamagedChunk {
  /** Milliseconds since the epoch. */
  readonly foundAt: number;
}

/** What takes chunks out of service, and lists them. */
export interface QuarantineIndex {
  /**
   * Takes chunks out of service, those that are still served from the place where they were found damaged: one that has
   * been moved or stored anew in the meantime is left alone.
   *
   * @returns the ids that are out of service now and were not before.
   */
  quarantine(chunks: readonly DamagedChunk[], foundAt: number): Promise<ChunkId[]>;
  /** In order of id, after `after`. @param range.pack only those of this pack. */
  listQuarantined(range: {
    readonly after: ChunkId | null;
    readonly limit: number;
    readonly pack?: PackId;
  }): Promise<QuarantinedChunk[]>;
  countQuarantined(): Promise<number>;
}
