/** The qcow2 overlays that volumes are. */
export { createOverlay, readOverlay } from './overlay-file.ts';
export type { OverlayDisk } from './qcow2-tables.ts';
