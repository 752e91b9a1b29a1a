export type { ByteSource } from './byte-source.ts';
export { DiskError } from './disk-error.ts';
export type { DiskErrorCode } from './disk-error.ts';
export {
  CONTENT_OF,
  HEAD_BYTES,
  inspectHead,
  inspectImage,
  isMapped,
  mapDisk,
  MAX_PACKED_STRETCH,
  QEMU_DRIVER,
} from './formats/index.ts';
export type {
  DeclaredFormat,
  DetectedFormat,
  DiskFormat,
  Inspection,
  MappedExtent,
  MappedFormat,
  PackedCodec,
  PackedExtent,
  Refusal,
  RefusalReason,
  StoredExtent,
  Verdict,
} from './formats/index.ts';
export { fenced, unfenced, type RunFiles, type RunLimits } from './fence/fence.ts';
export { BARE_ENVIRONMENT, killGroup } from './fence/process-group.ts';
export { openFileSystem } from './filesystems/open-file-system.ts';
export type { Opened } from './filesystems/open-file-system.ts';
export type {
  DirectoryEntry,
  DirectoryNode,
  FileNode,
  FileSystem,
  FileSystemKind,
  FileSystemWarning,
  RegularFile,
  SpecialFile,
  SymbolicLink,
} from './filesystems/file-system.ts';
export { componentsOf, readPosixLink, resolvePath, type FileTree } from './filesystems/resolve-path.ts';
export type { DiskRange } from './partitions/disk-range.ts';
export { readLayout } from './partitions/read-layout.ts';
export type {
  DiskLayout,
  LayoutWarning,
  LogicalVolume,
  Part,
  Partition,
  PartitionType,
  WholeDisk,
} from './partitions/disk-layout.ts';
export { fileExport, openedFileExport, scratchDisk, serveNbd } from './nbd/index.ts';
export type {
  NbdAddress,
  NbdExport,
  NbdExtent,
  NbdLimits,
  NbdServer,
  NbdServerOptions,
  NbdSink,
  NbdTls,
  ReadOnlyExport,
  ScratchDisk,
  WritableExport,
} from './nbd/index.ts';
export { COMPRESSION_HEAD, compressionOf, openUnpacker } from './compression/index.ts';
export type { Compression, Unpacker } from './compression/index.ts';
export { fenceProblem, ProgramError } from './programs/index.ts';
export type { ProgramErrorCode } from './programs/index.ts';
export { openQemuImg } from './qemu/index.ts';
export type { BlockFile, BlockNode, HeldExtent, QemuFormat, QemuImg, RunOptions } from './qemu/index.ts';
export { isTellable, openExtEditor, type ExtEdit, type ExtEditor, type ExtFile } from './e2fsprogs/index.ts';
export { createOverlay, readOverlay } from './overlay/index.ts';
export type { OverlayDisk } from './overlay/index.ts';
export { isHive, openHive } from './registry/index.ts';
export type { Hive, HiveKey, HiveValue } from './registry/index.ts';
export {
  laidOutFile,
  layoutMemory,
  layOutImage,
  mapInOrder,
  writeCompressedQcow2,
  writeStreamVmdk,
} from './writers/index.ts';
export type { Blocks, CompressOptions, FileOutput, LaidOutFormat, Layout } from './writers/index.ts';
export { writeDisc } from './iso9660/write-disc.ts';
export type { DiscFile } from './iso9660/directory-tree.ts';
export { openOva } from './ova/index.ts';
export type { Ova } from './ova/index.ts';
