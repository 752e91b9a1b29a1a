import { DiskError } from '@ingot/disk';
import { fromChunkStore } from '../images/index.ts';
import { IngotError } from '../kernel/errors.ts';

/** The error as one of ours; anything but an expected failure comes back as it is. */
export function fromExport(error: unknown): unknown {
  if (error instanceof DiskError && (error.code === 'limit-exceeded' || error.code === 'unsupported')) {
    return new IngotError('conflict', error.message, { cause: error });
  }
  return fromChunkStore(error);
}
