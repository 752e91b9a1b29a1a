import { ChunkStoreError, type ChunkStoreErrorCode } from '@ingot/chunk-store';
import { IngotError, type ErrorCode } from '../kernel/errors.ts';

interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What the chunk store's refusals mean to a caller. */
const CODES: Record<ChunkStoreErrorCode, Refusal> = {
  missing: { code: 'corrupt', message: 'Stored data of the image is missing.' },
  corrupt: { code: 'corrupt', message: 'Stored data of the image does not match what was stored.' },
  mismatch: { code: 'invalid', message: 'The bytes of a chunk are not those of its id; send them again.' },
  locked: { code: 'unavailable', message: 'Stored data of the image is sealed with a key that the service lacks.' },
  'storage-full': { code: 'storage-full', message: 'The image store has no room left.' },
  unavailable: {
    code: 'unavailable',
    message: 'The image store cannot be reached now; try again in a minute.',
    retryAfter: 30,
  },
  io: { code: 'unavailable', message: 'The image store failed; try again later.' },
  aborted: { code: 'unavailable', message: 'The transfer was stopped.' },
  'lease-lost': { code: 'unavailable', message: 'The transfer was taken for dead and given up; try again.' },
  busy: { code: 'unavailable', message: 'The image store is busy; try again later.' },
};

/** The error as one of ours; anything but an expected failure of the chunk store comes back as it is. */
export function fromChunkStore(error: unknown): unknown {
  if (!(error instanceof ChunkStoreError)) return error;
  const { code, message, ...details } = CODES[error.code];
  return new IngotError(code, message, { ...details, cause: error });
}

/** The outcome of work of the chunk store; what it refuses is refused as one of ours. */
export async function storageWork<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw fromChunkStore(error);
  }
}
