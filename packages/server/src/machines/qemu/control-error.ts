/**
 * Why QEMU's monitor or a guest agent did not do what it was asked:
 * `closed` – the connection ended, or never came about; `timeout` – no answer came in time, and the work may still be going
 * on; `refused` – the other side said no, in words that the message quotes; `disabled` – the agent does not have the command,
 * or may not run it; `malformed` – what came is no answer to what was asked.
 */
export type ControlErrorCode = 'closed' | 'timeout' | 'refused' | 'disabled' | 'malformed';

export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly code: ControlErrorCode;
  /** QEMU's class of a refusal, such as `DeviceNotFound`; null of any other failure. */
  readonly refusal: string | null;

  constructor(code: ControlErrorCode, message: string, details: { refusal?: string; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.refusal = details.refusal ?? null;
  }
}
