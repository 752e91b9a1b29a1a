export * from './image.ts';
export { IMAGE_ACTIONS } from './image-actions.ts';
export * from './image-query.ts';
export * from './images.ts';
export type { ImageSettings } from './image-settings.ts';
export { IMPORT_TASK_TYPE } from './imports/import-task.ts';
export {
  IMAGE_CONTENT_PLACES,
  type ImageChange,
  type ImageContentPlace,
  type ImageStore,
  type ProjectUsage,
  type StoredImageContent,
  type UsageCeiling,
} from './image-store.ts';
export { findVisible, type ImageFinder } from './image-access.ts';
export { inspectUnknown, recoverImage } from './image-recovery.ts';
export { createImages, type ImageService } from './create-images.ts';
