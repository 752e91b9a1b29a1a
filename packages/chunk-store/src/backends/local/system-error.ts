import { ChunkStoreError, type ChunkStoreErrorCode } from '../../errors.ts';

const CODES: Readonly<Record<string, ChunkStoreErrorCode>> = {
  ENOENT: 'missing',
  ENOSPC: 'storage-full',
  EDQUOT: 'storage-full',
  EFBIG: 'storage-full',
};

export function hasSystemCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The store's error for one of the operating system's; one of the store's own is left as it is. */
export function systemError(error: unknown, message: string): ChunkStoreError {
  if (error instanceof ChunkStoreError) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return new ChunkStoreError(CODES[code] ?? 'io', message, error);
}
