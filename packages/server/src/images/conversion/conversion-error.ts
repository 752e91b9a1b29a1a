import { DiskError, QemuError, type QemuErrorCode } from '@ingot/disk';
import { IngotError, type ErrorCode } from '../../kernel/errors.ts';
import { fromChunkStore } from '../storage-errors.ts';

const CODE: Readonly<Record<QemuErrorCode, ErrorCode>> = {
  'missing-program': 'unavailable',
  'in-use': 'unavailable',
  'no-space': 'storage-full',
  'limit-exceeded': 'content-refused',
  failed: 'content-refused',
};

/** What the failure of a conversion is to its caller; what it was stays as the cause. */
export function conversionError(error: unknown): unknown {
  if (error instanceof QemuError) {
    return new IngotError(CODE[error.code], `The disk cannot be converted: ${error.message}`, { cause: error });
  }
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
