import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { sideBySide } from './side-by-side.ts';

const { signal } = new AbortController();

/** Ends when it is told to, and says so. */
async function untilTold(told: AbortSignal, ended: () => void): Promise<never> {
  if (!told.aborted) await once(told, 'abort');
  // It has something to clean up.
  await new Promise((resolve) => setImmediate(resolve));
  ended();
  throw told.reason;
}

test('two things are done at a time, and both give what they came to', async () => {
  const met = Promise.withResolvers<void>();
  const result = await sideBySide(
    signal,
    async () => {
      await met.promise;
      return 1;
    },
    async () => {
      met.resolve();
      return 'two';
    },
  );
  assert.deepEqual(result, [1, 'two']);
});

test('the one that fails ends the other, which is over before anybody is told why', async () => {
  let isOver = false;
  const failing = async (): Promise<never> => Promise.reject(new Error('no room'));
  const other = (told: AbortSignal): Promise<never> => untilTold(told, () => (isOver = true));
  await assert.rejects(sideBySide(signal, failing, other), /no room/);
  assert.ok(isOver);
  await assert.rejects(sideBySide(signal, other, failing), /no room/);
});

test('both end with the signal', async () => {
  const stop = new AbortController();
  let over = 0;
  const work = (told: AbortSignal): Promise<never> => untilTold(told, () => (over += 1));
  const both = sideBySide(stop.signal, work, work);
  stop.abort(new Error('enough'));
  await assert.rejects(both, /enough/);
  assert.equal(over, 2);
});
