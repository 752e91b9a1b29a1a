import {
  constants,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import type { PackedCodec } from '../formats/disk-map.ts';
import { KeptContext, type Worked } from './kept-context.ts';

/** With the window of QEMU's own reader, which cares for the bytes only, not for how the stream ends (block/qcow2-threads.c). */
const DEFLATE = { windowBits: 12, finishFlush: constants.Z_SYNC_FLUSH };
/** Somebody else made the frame, which may ask for a window of much more than 8 MiB: every decoder has those (RFC 8878, 3.1.1.1.2). */
const ZSTD = { params: { [constants.ZSTD_d_windowLogMax]: 23 } };

/** How a piece is unpacked by a context that is kept. */
interface Way {
  readonly open: () => KeptContext | null;
  readonly flush: number;
  /** Before each piece. A context that is not reset has to have come to the end of the last one. */
  readonly resets: boolean;
  /** Whether the context may have the next piece. */
  readonly isReady: (worked: Worked, room: number) => boolean;
}

const WAYS: Readonly<Record<PackedCodec, Way>> = {
  deflate: {
    open: () => KeptContext.of(createInflateRaw(DEFLATE)),
    flush: constants.Z_SYNC_FLUSH,
    resets: true,
    isReady: () => true,
  },
  zlib: {
    open: () => KeptContext.of(createInflate()),
    flush: constants.Z_FINISH,
    resets: true,
    isReady: () => true,
  },
  zstd: {
    open: () => KeptContext.of(createZstdDecompress(ZSTD)),
    flush: constants.ZSTD_e_end,
    resets: false,
    // It stops where it has no room, nothing to read, or where the frame ends. Only then nothing of this piece, which may be
    // somebody else's than the next one, is left in it.
    isReady: ({ written, left }, room) => written < room && left > 0,
  },
};

/** The same by Node's own functions, a context for each piece. */
const ALONE: Readonly<Record<PackedCodec, (packed: Buffer, room: object) => Buffer>> = {
  deflate: (packed, room) => inflateRawSync(packed, { ...DEFLATE, ...room }),
  zlib: (packed, room) => inflateSync(packed, room),
  zstd: (packed, room) => zstdDecompressSync(packed, { ...ZSTD, ...room }),
};

/** Of this thread. */
const contexts = new Map<PackedCodec, KeptContext>();
let memory = Buffer.alloc(0);

/**
 * What comes out of the first stream of packed bytes, whatever follows it. Holds the calling thread up.
 *
 * @param plainLength at most so many bytes come out. @returns the bytes, lent until the next call; null when they are more, or
 * cannot be unpacked.
 */
export function unpackPiece(codec: PackedCodec, packed: Buffer, plainLength: number): Buffer | null {
  const { open, flush, resets, isReady } = WAYS[codec];
  const context = contexts.get(codec) ?? open();
  if (context === null) return unpackAlone(codec, packed, plainLength);
  contexts.delete(codec);
  if (resets) context.reset();
  // One byte more, so that what is too long is seen.
  const room = plainLength + 1;
  if (memory.length < room) memory = Buffer.allocUnsafeSlow(room);
  const worked = context.work(packed, memory.subarray(0, room), flush);
  if (worked !== null && isReady(worked, room)) contexts.set(codec, context);
  else context.end();
  return worked === null || worked.written > plainLength ? null : memory.subarray(0, worked.written);
}

/** As `unpackPiece`, where no context can be kept. */
export function unpackAlone(codec: PackedCodec, packed: Buffer, plainLength: number): Buffer | null {
  const chunkSize = Math.max(plainLength + 1, constants.Z_MIN_CHUNK);
  try {
    return ALONE[codec](packed, { chunkSize, maxOutputLength: plainLength });
  } catch {
    return null;
  }
}
