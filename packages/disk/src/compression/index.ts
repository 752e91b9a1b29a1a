/** Files that were compressed as a whole: what by, and their bytes. */
export { COMPRESSION_HEAD, compressionOf, type Compression } from './compression.ts';
export { openUnpacker, type Unpacker } from './unpacker.ts';
