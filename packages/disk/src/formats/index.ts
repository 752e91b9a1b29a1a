/**
 * Image formats: what the bytes of an upload are, and whether they may be used at all.
 *
 *     bytes ─► detect (all probes, one match) ─► declared? ─► the format's own checks ─► Inspection
 *                        │                          │                   │
 *                        └──────────────────────────┴───────────────────┴─► Refusal { reason, sentence }
 *
 * Nothing an image says is believed before it was bounded: no size is allocated, no offset followed, no name opened.
 */
export { CONTENT_OF, QEMU_DRIVER } from './disk-format.ts';
export type { DeclaredFormat, DetectedFormat, DiskFormat } from './disk-format.ts';
export { MAX_PACKED_STRETCH } from './disk-map.ts';
export type { MappedExtent, PackedCodec, PackedExtent, StoredExtent } from './disk-map.ts';
export type { Inspection } from './format-probe.ts';
export { HEAD_BYTES, inspectHead, inspectImage } from './inspect.ts';
export { isMapped, mapDisk } from './map-disk.ts';
export type { MappedFormat } from './map-disk.ts';
export type { Verdict } from './inspect.ts';
export type { Refusal, RefusalReason } from './refusal.ts';
