/**
 * Preparations: corrected copies of images, fit to be cloned.
 *
 *     disk view ──► plan, by the inspecting process ──► file systems laid out ──► e2fsck, debugfs, e2fsck
 *         └─────────────────── tree of the new image ◄── what differs ◄── looked at again ◄──┘
 */
export { createPreparations } from './create-preparations.ts';
export type { Outcome } from './outcome.ts';
export { PREPARATION_STATUSES } from './preparation.ts';
export type { PreparationStore } from './preparation-store.ts';
export type { PreparationProgress, Preparations } from './preparations.ts';
export { createDiskPreparer, type DiskPreparer } from './writing/prepare-disk.ts';
