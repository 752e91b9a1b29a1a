export * from './image.ts';
export { IMAGE_ACTIONS } from './image-actions.ts';
export * from './image-query.ts';
export * from './images.ts';
export * from './families/index.ts';
export type { ImageSettings } from './image-settings.ts';
export { PART_GRID, PART_MAX, type Push } from './push/push.ts';
export { IMPORT_TASK_TYPE, isDownload } from './imports/import-task.ts';
export {
  IMAGE_CONTENT_PLACES,
  type ImageContentPlace,
  type ImageStore,
  type LabelChange,
  type ProjectUsage,
  type StoredImageContent,
  type UsageCeiling,
} from './image-store.ts';
export { freedFor, sayFreed, type Freed, type FreedBytes, type FreedFinder } from './freed-bytes.ts';
export { findVisible, type ImageFinder } from './image-access.ts';
export { CHUNK_ID_SIZE, CHUNK_SIZE, parseTreeRoot, type TreeRoot } from '@ingot/chunk-store';
export { giveBack } from '@ingot/chunk-store/wire';
export type { ContentReader } from './content-reader.ts';
export { chunkIds } from './pull/chunk-ids.ts';
export { chunkInstructions } from './pull/chunk-instructions.ts';
export { inspectUnknown, recoverImage } from './image-recovery.ts';
export { createImages, type ImageService } from './create-images.ts';
export { createDiskConverter } from './conversion/disk-converter.ts';
export type { DiskTree, DiskView } from './views/disk-view.ts';
export { fromChunkStore } from './storage-errors.ts';
export type { UnmetProfile } from './publication/unmet-profile.ts';
export type { DiskViews } from './views/disk-views.ts';
export { preparedFrom } from './families/image-facts.ts';
export { inheritedAttributes } from './trees/tree-operations.ts';
export type { ReportOutcome, VerdictsWrite } from './publication/report-outcome.ts';
export type { SuggestedProperty, Suggestion } from './suggestions/suggestion.ts';
