export { createStorage, type StorageService } from './create-storage.ts';
export { RUN_KINDS, type MaintenanceRun } from './run.ts';
export type { Storage } from './storage.ts';
