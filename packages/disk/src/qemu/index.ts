/** `qemu-img`, guarded. */
export type { BlockFile, BlockNode, QemuFormat } from './block-node.ts';
export type { HeldExtent } from './map-extents.ts';
export { fenceProblem } from './problem-of.ts';
export { QemuError, type QemuErrorCode } from './qemu-error.ts';
export { openQemuImg, type QemuImg, type RunOptions } from './qemu-img.ts';
