/** `qemu-img`, guarded. */
export type { BlockFile, BlockNode, QemuFormat } from './block-node.ts';
export type { HeldExtent } from './map-extents.ts';
export { openQemuImg, type QemuImg, type RunOptions } from './qemu-img.ts';
