import {
  constants,
  createDeflate,
  createDeflateRaw,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  zstdCompressSync,
} from 'node:zlib';
import { KiB } from '../bytes/units.ts';
import type { PackedCodec } from '../formats/disk-map.ts';
import { KeptContext } from '../packing/index.ts';

/** Of a cluster and of a grain, in bytes: what is compressed at once. */
export const PIECE = 64 * KiB;
/** What a piece takes at most when it is compressed, whatever is in it: either codec adds a hundredth or two to noise. */
export const PACKED_ROOM = 2 * PIECE;

/** One call for each piece, whatever comes out of it: by default there are four. */
const chunkSize = PIECE + KiB;
/** With the window of QEMU's reader (qcow2.rst, "Compressed Clusters Descriptor"). */
const DEFLATE = { chunkSize, windowBits: 12, memLevel: 9 };
/** With the size and the window known beforehand, a context takes little memory to set up: a third of the CPU in all. */
const ZSTD = { chunkSize, pledgedSrcSize: PIECE, params: { [constants.ZSTD_c_windowLog]: Math.log2(PIECE) } };

/** How pieces are compressed, by a context that is kept or by one for each; what comes out is the same. */
interface Way {
  readonly open: () => KeptContext | null;
  readonly flush: number;
  /** Before each piece; what has ended a frame of zstd needs none. */
  readonly resets: boolean;
  readonly alone: (bytes: Buffer) => Buffer;
}

const WAYS: Readonly<Record<PackedCodec, Way>> = {
  deflate: {
    open: () => KeptContext.of(createDeflateRaw(DEFLATE)),
    flush: constants.Z_FINISH,
    resets: true,
    alone: (bytes) => deflateRawSync(bytes, DEFLATE),
  },
  zlib: {
    open: () => KeptContext.of(createDeflate({ chunkSize })),
    flush: constants.Z_FINISH,
    resets: true,
    alone: (bytes) => deflateSync(bytes, { chunkSize }),
  },
  zstd: {
    open: () => KeptContext.of(createZstdCompress(ZSTD)),
    flush: constants.ZSTD_e_end,
    resets: false,
    alone: (bytes) => zstdCompressSync(bytes, ZSTD),
  },
};
const ZEROS = Buffer.alloc(PIECE);

/** Compresses pieces of one file, holding the calling thread up. */
export class PieceCompressor {
  readonly #way: Way;
  #context: KeptContext | null;

  constructor(codec: PackedCodec) {
    this.#way = WAYS[codec];
    this.#context = this.#way.open();
  }

  /**
   * Compresses each piece of `plain` by itself into `packed`, end to end.
   *
   * @param plain whole pieces. @param packed with room for them. @returns the length of each; 0 for zeros, which are left out.
   */
  compress(plain: Buffer, packed: Buffer): number[] {
    const lengths: number[] = [];
    let end = 0;
    for (let at = 0; at < plain.length; at += PIECE) {
      const piece = plain.subarray(at, at + PIECE);
      const length = piece.equals(ZEROS) ? 0 : this.#compress(piece, packed.subarray(end, end + PACKED_ROOM));
      end += length;
      lengths.push(length);
    }
    return lengths;
  }

  #compress(piece: Buffer, packed: Buffer): number {
    if (this.#way.resets) this.#context?.reset();
    const worked = this.#context?.work(piece, packed, this.#way.flush);
    if (worked && worked.left === 0 && worked.written < packed.length) return worked.written;
    // What a context can't do, or what is not known to be done, is done without.
    this.#context?.end();
    this.#context = null;
    return this.#way.alone(piece).copy(packed);
  }
}
