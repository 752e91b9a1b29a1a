import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alternate, median, medians } from './medians.ts';

test('one slow measurement does not move the median', () => {
  assert.equal(median([3, 900, 1, 2, 4]), 3);
  assert.deepEqual(
    medians([
      { rate: 10, cpu: 1 },
      { rate: 30, cpu: 2 },
      { rate: 20, cpu: 9 },
    ]),
    { rate: 20, cpu: 2 },
  );
  assert.throws(() => median([]), /nothing was measured/);
});

test('contestants take turns', async () => {
  const turns: string[] = [];
  const rates = { ours: [5, 7, 6], peer: [1, 2, 3] };
  const measured = await alternate(3, ['ours', 'peer'] as const, (name) => {
    turns.push(name);
    return Promise.resolve({ rate: rates[name].shift() ?? 0 });
  });
  assert.deepEqual(turns, ['ours', 'peer', 'ours', 'peer', 'ours', 'peer']);
  assert.deepEqual(measured, [{ rate: 6 }, { rate: 2 }]);
});
