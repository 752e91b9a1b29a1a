export type { ByteSource } from './byte-source.ts';
export { DiskError } from './disk-error.ts';
export type { DiskErrorCode } from './disk-error.ts';
export { CONTENT_OF, HEAD_BYTES, inspectHead, inspectImage, QEMU_DRIVER } from './formats/index.ts';
export type {
  DeclaredFormat,
  DetectedFormat,
  DiskFormat,
  Inspection,
  Refusal,
  RefusalReason,
  Verdict,
} from './formats/index.ts';
