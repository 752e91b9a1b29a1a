import { DiskError } from '@ingot/disk';
import { fromChunkStore } from '../../images/index.ts';
import { hasErrno } from '../../kernel/errno.ts';
import { IngotError } from '../../kernel/errors.ts';

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const NOT_USABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EIO', 'ESTALE', 'ETIMEDOUT', 'EHOSTDOWN'];

/** What the system says of a directory, as one of ours; what is ours already stays. @param place as people know it. */
export function poolFailure(error: unknown, place: string): unknown {
  if (error instanceof IngotError) return error;
  if (FULL.some((code) => hasErrno(error, code))) {
    return new IngotError('storage-full', `There is no room left in ${place}.`, { cause: error });
  }
  const code = NOT_USABLE.find((each) => hasErrno(error, each));
  if (code !== undefined || (error instanceof DiskError && error.code === 'io')) {
    const why = code === undefined ? '' : ` (${code})`;
    return new IngotError('unavailable', `The service cannot use ${place} now${why}.`, { cause: error });
  }
  return fromChunkStore(error);
}
