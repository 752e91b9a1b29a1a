/**
 * Exports: the disk of an image as a file of any format.
 *
 *     disk view ──► layout ──► any range of the file, made while it is sent        (qcow2, VHD, VHDX, VMDK, raw)
 *         └──► job ──► compressed file, a tree in the store; checksums of all files
 */
export { createExports } from './create-exports.ts';
export { EXPORT_FORMATS, type ExportFormat } from './export-format.ts';
export { exportFormatOf } from './export-job.ts';
export type { ExportStore } from './export-store.ts';
export type { Exports } from './exports.ts';
export type { ImageExport } from './image-export.ts';
