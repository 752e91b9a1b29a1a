import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askedTogether } from './asked-together.ts';

/** Answers a number with its square, but for multiples of ten; `asked` has what came in each statement. */
function squares(most = 100) {
  const asked: (readonly number[])[] = [];
  const find = askedTogether<number, number>(async (keys) => {
    asked.push(keys);
    return new Map(keys.filter((key) => key % 10 !== 0).map((key) => [key, key * key]));
  }, most);
  return { asked, find };
}

describe('questions that are asked together', () => {
  it('are one statement for all of one turn, each key once', async () => {
    const { asked, find } = squares();
    const first = find(1);
    for (let step = 0; step < 5; step += 1) await Promise.resolve();
    assert.deepEqual(await Promise.all([first, find(2), find(1), find(10)]), [1, 4, 1, null]);
    assert.deepEqual(asked, [[1, 2, 10]]);
  });

  it('are asked anew by whoever comes later, also while the first are answered', async () => {
    const gates: PromiseWithResolvers<void>[] = [];
    let value = 0;
    const find = askedTogether<string, number>(async (keys) => {
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      value += 1;
      const read = value;
      await gate.promise;
      return new Map(keys.map((key) => [key, read]));
    }, 100);
    const first = find('a');
    await new Promise(setImmediate);
    const second = find('a');
    await new Promise(setImmediate);
    for (const gate of gates) gate.resolve();
    assert.deepEqual([await first, await second], [1, 2]);
  });

  it('are several statements when they are too many for one', async () => {
    const { asked, find } = squares(2);
    assert.deepEqual(await Promise.all([1, 2, 3].map(find)), [1, 4, 9]);
    assert.deepEqual(asked, [[1, 2], [3]]);
  });

  it('fail for those who asked, and for nobody after them', async () => {
    let isAway = true;
    const find = askedTogether<number, number>(async (keys) => {
      if (isAway) throw new Error('away');
      return new Map(keys.map((key) => [key, key]));
    }, 100);
    const outcomes = await Promise.allSettled([find(1), find(2)]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    isAway = false;
    assert.equal(await find(1), 1);
  });
});
