/** How bytes are packed: raw deflate (RFC 1951), zlib (RFC 1950), or one zstd frame (RFC 8878). */
export type PackedCodec = 'deflate' | 'zlib' | 'zstd';

/** The longest stretch that is packed as one, in bytes: a cluster of qcow2 has no more. */
export const MAX_PACKED_STRETCH = 2 * 1024 * 1024;

/** Bytes of a disk that lie in the image as they are. */
export interface StoredExtent {
  readonly kind: 'stored';
  readonly offset: number;
  readonly length: number;
  /** Of the first one in the image. */
  readonly at: number;
}

/** Bytes of a disk that were packed together, and by themselves. */
export interface PackedExtent {
  readonly kind: 'packed';
  /** A multiple of `plainLength`. */
  readonly offset: number;
  /** `plainLength`, or less where the disk ends. */
  readonly length: number;
  /** Of the first packed byte in the image. */
  readonly at: number;
  /** So many are enough; bytes of something else may be among the last of them. */
  readonly packedLength: number;
  /** Of what comes out, at most: a power of two up to {@link MAX_PACKED_STRETCH}. */
  readonly plainLength: number;
  readonly codec: PackedCodec;
}

/** A stretch of a disk, and where in the image its bytes are. Offsets are those of the guest; all numbers are bytes. */
export type MappedExtent =
  | { readonly kind: 'zero'; readonly offset: number; readonly length: number }
  | StoredExtent
  | PackedExtent;
