import type { ChunkId, QuarantinedChunk } from '@ingot/chunk-store';
import type { Caller } from '../kernel/caller.ts';
import type { JobId } from '../kernel/ids.ts';
import type { Accounting } from './accounting/accounting-operations.ts';
import type { DamagedDisk, DamagedImage, StoredFinding } from './integrity/damage.ts';
import type { DamagedDiskKey, DamagedImageKey, FindingKey } from './integrity/damage-store.ts';
import type { MaintenanceRun, RunKind, RunRequest } from './run.ts';

/**
 * Everything that can be done with the chunk store as a whole. For administrators: every operation fails with
 * `forbidden` for others, but for accounts, which projects see of their own.
 */
export interface Storage extends Accounting {
  /** Starts maintenance and returns at once. `conflict` while a run of the same kind is not over. */
  runStart(caller: Caller, request: RunRequest): Promise<MaintenanceRun>;
  /** Newest first; finished ones are remembered for 30 days. */
  runList(caller: Caller, query: RunListQuery): Promise<RunPage>;
  runGet(caller: Caller, id: JobId): Promise<MaintenanceRun>;
  /** Ends a run soon, and keeps what it has done. Nothing happens to one that is over. */
  runCancel(caller: Caller, id: JobId): Promise<MaintenanceRun>;

  /** How sound the store is, in a few figures. */
  integrityGet(caller: Caller): Promise<StoreIntegrity>;
  /** What the last scrub found wrong with packs, by pack. */
  findingList(caller: Caller, query: FindingQuery): Promise<StoragePage<StoredFinding>>;
  /** Chunks that are out of service, by id. */
  quarantineList(caller: Caller, query: QuarantineQuery): Promise<StoragePage<QuarantinedChunk>>;
  /** The images that need something damaged, as the last scrub or attempt to heal saw it. */
  damagedImageList(caller: Caller, query: DamagedImageQuery): Promise<StoragePage<DamagedImage>>;
  /** The volumes and snapshots, likewise. */
  damagedDiskList(caller: Caller, query: DamagedDiskQuery): Promise<StoragePage<DamagedDisk>>;
}

export interface StoreIntegrity extends StoreHealth {
  /** The last scrub that went through the whole store; null when none is remembered. */
  readonly lastScrub: MaintenanceRun<'scrub'> | null;
  /** The one that is under way. */
  readonly currentScrub: MaintenanceRun<'scrub'> | null;
}

/** What is known to be damaged. */
export interface StoreHealth {
  readonly quarantinedChunks: number;
  readonly findings: number;
  readonly damagedImages: number;
  /** Volumes and snapshots. */
  readonly damagedDisks: number;
}

export interface StoragePage<Item> {
  readonly items: readonly Item[];
  /** There are others behind the last one. */
  readonly more: boolean;
}

export interface FindingQuery {
  readonly after: FindingKey | null;
  readonly limit: number;
}

export interface QuarantineQuery {
  readonly after: ChunkId | null;
  readonly limit: number;
}

export interface DamagedImageQuery {
  readonly after: DamagedImageKey | null;
  readonly limit: number;
}

export interface DamagedDiskQuery {
  readonly after: DamagedDiskKey | null;
  readonly limit: number;
}

export interface RunListQuery {
  readonly kind?: RunKind;
  /** The last run of the page before; `invalid` when there is none of that id. */
  readonly marker?: JobId;
  readonly limit: number;
}

export interface RunPage {
  readonly items: readonly MaintenanceRun[];
  /** There are others behind the last one. */
  readonly more: boolean;
}
