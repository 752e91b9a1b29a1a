import assert from 'node:assert/strict';
import type { ByteSource } from '../byte-source.ts';
import { MiB } from '../bytes/units.ts';

export interface ReadBudget {
  /** Longest single read, in bytes. */
  readonly read: number;
  /** All reads together, in bytes. */
  readonly total: number;
}

/**
 * Passes reads on, and fails the test on one that no careful reader makes: a wild offset, a huge length, too much in all.
 * The failure is an AssertionError, which nothing in between takes for a verdict.
 */
export function strictSource(inner: ByteSource, budget: ReadBudget = { read: MiB, total: 256 * MiB }): ByteSource {
  let total = 0;
  return {
    size: inner.size,
    async read(offset, length) {
      assert.ok(Number.isSafeInteger(offset) && offset >= 0, `read at ${offset}`);
      assert.ok(Number.isSafeInteger(length) && length >= 0 && length <= budget.read, `read of ${length} bytes`);
      total += length;
      assert.ok(total <= budget.total, `${total} bytes read in all`);
      return inner.read(offset, length);
    },
  };
}
