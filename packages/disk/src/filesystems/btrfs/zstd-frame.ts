import { DiskError } from '../../disk-error.ts';

const MAGIC = 0xfd2fb528;
const DICTIONARY_ID_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];
const RUN_LENGTH_BLOCK = 1;
const BLOCK_HEADER = 3;

/**
 * The first zstd frame of `bytes` without what follows it, which Node's decoder would take for another (RFC 8878, sections 3.1.1
 * and 3.1.1.2). @throws DiskError `malformed` when it is cut.
 */
export function zstdFrame(bytes: Buffer): Buffer {
  if (bytes.length < 5 || bytes.readUInt32LE(0) !== MAGIC) return damaged();
  const descriptor = bytes.readUInt8(4);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const contentSizeBytes = CONTENT_SIZE_BYTES[descriptor >> 6] ?? 0;
  const windowBytes = isSingleSegment ? 0 : 1;
  const dictionaryBytes = DICTIONARY_ID_BYTES[descriptor & 3] ?? 0;
  let at = 5 + windowBytes + dictionaryBytes + (isSingleSegment ? Math.max(1, contentSizeBytes) : contentSizeBytes);
  for (let isLast = false; !isLast;) {
    if (at + BLOCK_HEADER > bytes.length) return damaged();
    const header = bytes.readUIntLE(at, BLOCK_HEADER);
    isLast = (header & 1) !== 0;
    at += BLOCK_HEADER + (((header >> 1) & 3) === RUN_LENGTH_BLOCK ? 1 : header >> 3);
  }
  if ((descriptor & 4) !== 0) at += 4;
  return at > bytes.length ? damaged() : bytes.subarray(0, at);
}

function damaged(): never {
  throw new DiskError('malformed', 'A zstd frame in an extent of Btrfs is cut.');
}
