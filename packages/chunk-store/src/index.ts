export { cachedBackend } from './backends/cached/cached-backend.ts';
export { localBackend } from './backends/local/local-backend.ts';
export { findLockedPack, type LockedPack } from './backends/sealed/find-locked-pack.ts';
export { countSealedOtherwise, isSealedOtherwise } from './backends/sealed/old-seals.ts';
export { sealedBackend, type Sealing } from './backends/sealed/sealed-backend.ts';
export { importSealingKey, SEALING_KEY_SIZE, type SealingKey } from './backends/sealed/sealing-key.ts';
export { s3Backend, type S3Backend } from './backends/s3/s3-backend.ts';
export { openS3Bucket, type S3Bucket } from './backends/s3/s3-bucket.ts';
export { S3Refusal, type S3RefusalReason } from './backends/s3/s3-error.ts';
export type { S3Settings } from './backends/s3/s3-settings.ts';
export { backgroundChecksums, type ChecksumInput } from './checksum/background-checksums.ts';
export type { ChecksumOptions, TreeChecksums } from './checksum/tree-checksums.ts';
export {
  CHUNK_ID_SIZE,
  CHUNK_SIZE,
  chunkIdFromBytes,
  chunkIdOf,
  chunkIdToBytes,
  parseChunkId,
  type ChunkId,
} from './chunk-id.ts';
export type { ChunkLengths, ChunkStore, ChunkStoreOptions } from './chunk-store.ts';
export type { CollectionOptions, CollectionReport } from './collect/collection.ts';
export type { LiveRoot } from './collect/mark.ts';
export type { RecoveryReport } from './collect/recovery.ts';
export type { CompactionOptions, CompactionReport } from './compact/compaction.ts';
export { ChunkStoreError, isChunkStoreError, type ChunkStoreErrorCode } from './errors.ts';
export type {
  Amount,
  ChunkIndex,
  ChunkLocation,
  ChunkLocator,
  CollectionIndex,
  CollectionPlan,
  CompactionIndex,
  IngestIndex,
  Lease,
  LeaseKind,
  LeaseTable,
  StoreUsage,
  MarkedChunk,
  PackMove,
  SweepRange,
  SweptRange,
} from './index/chunk-index.ts';
export type { PackCatalog, SealedPack } from './index/pack-catalog.ts';
export {
  DAMAGES,
  type Damage,
  type DamagedChunk,
  type QuarantinedChunk,
  type QuarantineIndex,
} from './index/quarantine-index.ts';
export type { RebuildIndex } from './index/rebuild-index.ts';
export type { Derivation } from './derive/derivation.ts';
export type { ExtractOptions, FileInTree, MappedDisk } from './extract/extraction.ts';
export type { Assembly, TreeChunk } from './ingest/assembly.ts';
export type { Ingest, Ingested, StoredTree } from './ingest/ingest.ts';
export { ingestDisk, type IngestDisk } from './ingest/ingest-disk.ts';
export { openChunkStore } from './open-chunk-store.ts';
export type { OpenPack, PackBackend, PackOrigin, PackReadOptions } from './packs/pack-backend.ts';
export type { ChunkCodec, ChunkKind, PackEntry } from './packs/pack-entry.ts';
export type { DiskNaming } from './naming/disk-naming.ts';
export type { RunningSha256 } from './naming/running-sha256.ts';
export { readNote, writeNote } from './packs/note.ts';
export { newPackId, parsePackId, type PackId } from './packs/pack-id.ts';
export { readPackIndex } from './packs/read-pack-index.ts';
export type { StoredBytes } from './read/stored-bytes.ts';
export type { ByteSink, Extent, TreeReader } from './read/tree-reader.ts';
export { treeExport } from './read/tree-export.ts';
export type { TreeVisitor } from './read/visit-tree.ts';
export { rebuildIndex, type RebuildOptions, type RebuiltPack } from './rebuild/rebuild.ts';
export { FINDING_KINDS, type Finding, type FindingKind } from './scrub/finding.ts';
export type { HealReport, Integrity, ScrubbedPack, ScrubOptions } from './scrub/integrity.ts';
export type { TreeChecker, TreeDamage } from './scrub/tree-checker.ts';
export { parseTreeRoot, type TreeRoot } from './tree/tree-root.ts';
export type { ByteRange, ContentRun } from './tree/tree-walk.ts';
export { compressed } from './wire/compressed.ts';
export { encodeInstruction, MAX_COUNT, MAX_SOURCES, type Instruction } from './wire/instruction.ts';
export { InstructionError, readInstructions } from './wire/read-instructions.ts';
export type { CompressedChunk, FileStretch } from './workers/protocol.ts';
export { isZero } from './zero-chunk.ts';
