import assert from 'node:assert/strict';
import { hasCode, type ErrorCode } from '../../kernel/errors.ts';

/** For `assert.rejects` and `assert.throws`: an expected failure of this kind; anything else is thrown on. */
export function failsWith(code: ErrorCode, message?: RegExp): (error: unknown) => boolean {
  return (error) => {
    if (!hasCode(error, code)) throw error;
    if (message) assert.match(error.message, message);
    return true;
  };
}
