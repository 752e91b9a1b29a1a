import { it } from 'node:test';
import type { ChunkStoreOptions } from '../chunk-store.ts';
import { temporaryStore, type TemporaryStore } from './temporary-store.ts';

/** A test with a store of its own, which is removed whatever becomes of the test. */
export function check(
  title: string,
  test: (temporary: TemporaryStore) => Promise<void>,
  options?: Partial<ChunkStoreOptions>,
): void {
  // The runner keeps account of the test by itself.
  void it(title, async () => {
    const temporary = await temporaryStore(options);
    try {
      await test(temporary);
    } finally {
      await temporary.remove();
    }
  });
}
