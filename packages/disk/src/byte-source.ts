/**
 * Random access to a finite run of bytes: a file, a tree of chunks, the first megabyte of an upload.
 *
 * `read` resolves to exactly `min(length, size - offset)` bytes (an empty buffer at or past the end) and rejects
 * when the bytes cannot be had. The caller owns the returned buffer only until it reads again; copy to keep.
 */
export interface ByteSource {
  /** Total length in bytes. */
  readonly size: number;
  /** @param offset in bytes from the start, a non-negative safe integer. @param length in bytes. */
  read(offset: number, length: number): Promise<Buffer>;
}
