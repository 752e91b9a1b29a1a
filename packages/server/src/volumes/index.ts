export * from './volume.ts';
export * from './snapshot.ts';
export * from './volumes.ts';
export * from './volume-query.ts';
export * from './disk-port.ts';
export type { VolumeStore } from './volume-store.ts';
export * from './disk-uses.ts';
export * from './machine-disks.ts';
export type { VolumeImages } from './image-port.ts';
export { volumeImages } from './volume-images.ts';
export { createVolumes } from './create-volumes.ts';
export {
  AVAILABILITY_ZONE,
  AVAILABILITY_ZONES,
  DEFAULT_VOLUME_TYPE,
  VOLUME_TYPES,
  type VolumeType,
} from './volume-type.ts';
export { snapshotLabels } from './snapshot-labels.ts';
export { SNAPSHOT_ACTIONS, VOLUME_ACTIONS } from './volume-actions.ts';
export { openDisks, type DiskService, type ReadyTrees } from './layers/index.ts';
export { captureOverlay } from './capture/capture-overlay.ts';
