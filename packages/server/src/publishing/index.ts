/**
 * Publishing: what a machine or an image holds becomes a desktop image, with a file in an image pool.
 *
 *     machine ──capture──► tree ──check──► file in a pool ──read back──► image and desktop image active
 *     image ───────────────┘                                                 └► clone: snapshot; convert: machine gone
 */
export * from './desktop-image.ts';
export * from './file-types.ts';
export * from './pools/image-pool.ts';
export * from './publication.ts';
export * from './publication-order.ts';
export { orderOf } from './publication-job.ts';
export { publishAgain } from './publish-again.ts';
export * from './publishing.ts';
export type { PublishingStore } from './publishing-store.ts';
export { USUAL_PROFILES } from './publication-checks.ts';
export { createPublishing } from './create-publishing.ts';
export { machineSources } from './machine-sources.ts';
export { poolOpener } from './pools/open-pool.ts';
export { socketPlaces } from './work/socket-places.ts';
