/**
 * Why a program of QEMU did not do what it was asked:
 * `missing-program` – it is not installed, or cannot be started; `in-use` – another program has the image open;
 * `no-space` – the file system is full; `limit-exceeded` – it asked for more memory, CPU time, file size or processes
 * than it may have; `failed` – it said no, in words that the message quotes.
 */
export type QemuErrorCode = 'missing-program' | 'in-use' | 'no-space' | 'limit-exceeded' | 'failed';

export class QemuError extends Error {
  override readonly name: string = 'QemuError';
  readonly code: QemuErrorCode;

  constructor(code: QemuErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
