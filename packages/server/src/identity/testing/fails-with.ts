import { hasCode, type ErrorCode } from '../../kernel/errors.ts';

/** For `assert.rejects` and `assert.throws`: an error of ours with this code. */
export function failsWith(code: ErrorCode): (error: unknown) => boolean {
  return (error) => {
    if (hasCode(error, code)) return true;
    throw error;
  };
}
