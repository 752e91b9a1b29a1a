import type { PackOrigin } from '../packs/pack-backend.ts';

/** How much of a sequence a stream holds. */
export interface ReadAhead {
  /** Loaded and sent together: a read of the pack, a write to the socket, and what the main thread does for both. */
  readonly chunks: number;
  /** One on its way out; of two, the second is loaded meanwhile; of three, one more waits at the socket. */
  readonly windows: 1 | 2 | 3;
}

/** Chunks that are loaded together, while few streams are open. */
const MOST = { disk: 8, network: 4 } as const;

/**
 * What a stream may hold while so many are open. Up to sixteen hold 32 MiB between them, 16 MiB of what comes over a network:
 * the memory that is used again and again. Whoever asks for more downloads than that and reads none of them costs a chunk
 * each, and those that are read keep one another busy without reading ahead.
 *
 * @param origin what comes over a network lies in blocks on its way, which are memory as well, and takes longer to come than
 * the main thread has to do with it.
 */
export function readAheadOf(streams: number, origin: PackOrigin): ReadAhead {
  if (streams > 16) return { chunks: 1, windows: 1 };
  const chunks = streams <= 8 ? MOST[origin] : MOST[origin] / 2;
  return { chunks, windows: streams <= 5 ? 3 : 2 };
}
