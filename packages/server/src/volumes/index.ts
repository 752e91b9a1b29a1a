export * from './volume.ts';
export * from './snapshot.ts';
export * from './volumes.ts';
export * from './volume-query.ts';
export * from './disk-port.ts';
export { volumeImages } from './volume-images.ts';
export type { StoredVolumeTree, VolumeStore } from './volume-store.ts';
export { createVolumes, type VolumeService } from './create-volumes.ts';
export type { VolumeSettings } from './volume-settings.ts';
export {
  AVAILABILITY_ZONE,
  AVAILABILITY_ZONES,
  DEFAULT_VOLUME_TYPE,
  VOLUME_TYPES,
  type VolumeType,
} from './volume-type.ts';
export { SNAPSHOT_ACTIONS, VOLUME_ACTIONS } from './volume-actions.ts';
export { openDisks, type DiskService, type LayerUsage } from './layers/index.ts';
export { captureOverlay } from './capture/capture-overlay.ts';
