/**
 * What can go wrong when bytes are read as a disk:
 * `malformed` – they break the format's specification; `unsupported` – they keep it, but ask for something we refuse or
 * do not know; `limit-exceeded` – they ask for more memory, reads or time than any honest image needs; `io` – the bytes
 * could not be had at all, which says nothing about them.
 */
export type DiskErrorCode = 'malformed' | 'unsupported' | 'limit-exceeded' | 'io';

export class DiskError extends Error {
  override readonly name: string = 'DiskError';
  readonly code: DiskErrorCode;

  constructor(code: DiskErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
