/**
 * Why a program, such as `qemu-img`, did not do what it was asked:
 * `missing-program` – it is not installed, or cannot be started; `in-use` – another one has the image open;
 * `no-space` – the file system is full; `limit-exceeded` – it asked for more memory, CPU time, file size or processes
 * than it may have; `failed` – it said no, in words that the message quotes.
 */
export type ProgramErrorCode = 'missing-program' | 'in-use' | 'no-space' | 'limit-exceeded' | 'failed';

export class ProgramError extends Error {
  override readonly name: string = 'ProgramError';
  readonly code: ProgramErrorCode;

  constructor(code: ProgramErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
