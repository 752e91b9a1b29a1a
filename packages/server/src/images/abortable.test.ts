import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { abortable } from './abortable.ts';

const reason = new Error('stop');

/** Items until told to stall; says whether it was told to stop. */
function source(items: number): { items: AsyncIterable<number>; returned: () => boolean } {
  let next = 0;
  let returned = false;
  const iterator: AsyncIterator<number> = {
    next: () => (next < items ? Promise.resolve({ done: false, value: next++ }) : new Promise(() => {})),
    return: () => {
      returned = true;
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  return { items: { [Symbol.asyncIterator]: () => iterator }, returned: () => returned };
}

describe('an abortable stream', () => {
  it('is the stream itself until then', async () => {
    async function* three(): AsyncGenerator<number> {
      yield* [1, 2, 3];
    }
    assert.deepEqual(await Array.fromAsync(abortable(three(), new AbortController().signal)), [1, 2, 3]);
    async function* failing(): AsyncGenerator<number> {
      yield 1;
      throw reason;
    }
    await assert.rejects(Array.fromAsync(abortable(failing(), new AbortController().signal)), reason);
  });

  it('ends at once although the source is stalled, and tells it', async () => {
    const stalled = source(1);
    const controller = new AbortController();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of abortable(stalled.items, controller.signal)) {
        seen.push(item);
        setImmediate(() => controller.abort(reason));
      }
    })();
    await assert.rejects(reading, reason);
    assert.deepEqual(seen, [0]);
    assert.equal(stalled.returned(), true);
  });

  it('ends when the signal fires while nobody waits, and does not begin after it', async () => {
    const controller = new AbortController();
    const endless = source(Infinity);
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of abortable(endless.items, controller.signal)) {
        seen.push(item);
        if (item === 1) controller.abort(reason);
      }
    })();
    await assert.rejects(reading, reason);
    assert.deepEqual(seen, [0, 1]);
    assert.equal(endless.returned(), true);
    const late = source(Infinity);
    await assert.rejects(Array.fromAsync(abortable(late.items, controller.signal)), reason);
    assert.equal(late.returned(), true);
  });

  it('tells the source when the reader leaves', async () => {
    const endless = source(Infinity);
    for await (const item of abortable(endless.items, new AbortController().signal)) if (item === 3) break;
    assert.equal(endless.returned(), true);
  });
});
