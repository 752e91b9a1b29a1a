export { DAMAGES, FINDING_KINDS, parseChunkId, parsePackId, type QuarantinedChunk } from '@ingot/chunk-store';
export type { CompactionSettings } from './collection/compaction-settings.ts';
export { createStorage, type StorageService } from './create-storage.ts';
export { RUN_KINDS, type MaintenanceRun } from './run.ts';
export { rebuild, type RebuildFigures, type RebuildOptions } from './rebuild/rebuild.ts';
export { OWNED_DISK_PLACES, type LiveDisk } from './collection/live-disks.ts';
export { RESEAL_PHASES } from './resealing/reseal-figures.ts';
export type { DamagedDisk, DamagedImage, StoredFinding } from './integrity/damage.ts';
export type {
  FamilyStorage,
  ImageStorage,
  Measured,
  ProjectStorage,
  WholeStorage,
} from './accounting/accounting-operations.ts';
export { subjectOf } from './labels/label-subject.ts';
export type { Storage, StoreHealth } from './storage.ts';
