import { DiskError } from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import { fromChunkStore } from '../storage-errors.ts';

/** What the failure of a conversion is to its caller; what it was stays as the cause. */
export function conversionError(error: unknown): unknown {
  if (error instanceof DiskError && error.code !== 'io') {
    return new IngotError('content-refused', error.message, { cause: error });
  }
  if (error instanceof DiskError) {
    return new IngotError('unavailable', 'The disk was not converted; try again.', { cause: error });
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new IngotError('content-refused', 'Converting the disk took too long and was given up.', { cause: error });
  }
  return fromChunkStore(error);
}
