/** Why the store says no. The set is closed: whoever maps it does so in one exhaustive record. */
export type ChunkStoreErrorCode =
  /** A chunk, page or pack that something refers to is not there. */
  | 'missing'
  /** Stored bytes are not what was stored. */
  | 'corrupt'
  /** Bytes that were brought are not those of the id that they were brought under. */
  | 'mismatch'
  /** The pack is sealed with a key that this process was not given; the message says which. */
  | 'locked'
  /** The backend has no room; the same write may succeed when there is some. */
  | 'storage-full'
  /** The backend is out of reach for now: the same may succeed later. */
  | 'unavailable'
  /** The backend, a worker thread or the index failed for a reason of its own; see `cause`. */
  | 'io'
  /** The caller, or the end of the store, stopped the operation. */
  | 'aborted'
  /** The lease ran out or was ended by somebody else: nothing may be written under it any more. */
  | 'lease-lost'
  /** Another collection is running. */
  | 'busy';

/** An expected failure of the chunk store. Missing is not corrupt, and the cause is kept. */
export class ChunkStoreError extends Error {
  readonly code: ChunkStoreErrorCode;

  constructor(code: ChunkStoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ChunkStoreError';
    this.code = code;
  }
}

/** Whether `error` is one of the store's with this code. */
export function isChunkStoreError(error: unknown, code: ChunkStoreErrorCode): error is ChunkStoreError {
  return error instanceof ChunkStoreError && error.code === code;
}
