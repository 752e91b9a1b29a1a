/** Packing and unpacking of pieces of a disk, each by itself, by contexts of zlib and zstd that are used again and again. */
export { KeptContext } from './kept-context.ts';
export { unpackPiece } from './unpack-piece.ts';
