import { ProgramError, type ProgramErrorCode } from '@ingot/disk';
import { fromChunkStore } from '../../images/index.ts';
import { hasErrno } from '../../kernel/errno.ts';
import { IngotError, type ErrorCode } from '../../kernel/errors.ts';

const FULL = 'The host has no room left for disks.';

/** What the refusals of QEMU's programs mean to a caller. */
const CODES: Record<ProgramErrorCode, { readonly code: ErrorCode; readonly message: string }> = {
  'in-use': { code: 'conflict', message: 'The disk is open in another program; stop the machine that uses it.' },
  'no-space': { code: 'storage-full', message: FULL },
  'limit-exceeded': { code: 'internal', message: 'Work on the disk took more than it may take.' },
  'missing-program': { code: 'unavailable', message: 'The host lacks qemu-img; its administrator has to install it.' },
  failed: { code: 'internal', message: 'Work on the disk failed.' },
};

/** Runs work on disks; expected failures of the system, of QEMU and of the chunk store become ours. */
export async function onDisks<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProgramError) {
      const { code, message } = CODES[error.code];
      throw new IngotError(code, message, { cause: error });
    }
    const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].some((code) => hasErrno(error, code));
    throw full ? new IngotError('storage-full', FULL, { cause: error }) : fromChunkStore(error);
  }
}
