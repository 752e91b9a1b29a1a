/** How much of a sequence a stream holds. */
export interface ReadAhead {
  /** Loaded and sent together: a read of the pack, a write to the socket, and what the main thread does for both. */
  readonly chunks: number;
  /** One on its way out; of two, the second is loaded meanwhile; of three, one more waits at the socket. */
  readonly windows: 1 | 2 | 3;
}

/**
 * What a stream may hold while so many are open. Up to sixteen hold 32 MiB between them, the memory that is used again and
 * again. Whoever asks for more downloads than that and reads none of them costs a chunk each, and those that are read keep
 * one another busy without reading ahead.
 */
export function readAheadOf(streams: number): ReadAhead {
  if (streams <= 5) return { chunks: 8, windows: 3 };
  if (streams <= 8) return { chunks: 8, windows: 2 };
  if (streams <= 16) return { chunks: 4, windows: 2 };
  return { chunks: 1, windows: 1 };
}
