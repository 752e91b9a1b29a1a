/**
 * Disks as files of other formats, written out.
 *
 *     what the disk holds ──► layout: header, tables, where the data are ──► any range of the file, when it is asked for
 *
 * Nothing is stored: size, ranges and every byte of such a file are known from the disk. Compressed files are not: what
 * comes later in them depends on how well compressed what came before.
 */
export type { Blocks } from './blocks.ts';
export { layOutImage, type LaidOutFormat } from './lay-out-image.ts';
export { laidOutFile } from './laid-out-file.ts';
export { mapInOrder } from './map-in-order.ts';
export { layoutMemory, type Layout } from './layout.ts';
export { writeCompressedQcow2 } from './compressed-qcow2.ts';
export type { CompressOptions, FileOutput } from './compressed-file.ts';
export { writeStreamVmdk } from './stream-vmdk.ts';
