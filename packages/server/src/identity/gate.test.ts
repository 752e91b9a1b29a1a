import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasCode } from '../kernel/errors.ts';
import { createGate } from './gate.ts';

test('no more than allowed are inside, the others follow in order, whoever fails makes room', async () => {
  const gate = createGate(2, 10);
  const order: number[] = [];
  let inside = 0;
  let most = 0;
  const work = (number: number) => async (): Promise<number> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    order.push(number);
    if (number % 3 === 0) throw new Error('failed');
    return number;
  };
  const results = await Promise.allSettled(Array.from({ length: 9 }, (_, number) => gate.pass(work(number))));
  assert.equal(most, 2);
  assert.deepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.equal(results.filter((result) => result.status === 'rejected').length, 3);
  assert.equal(await gate.pass(() => Promise.resolve('free again')), 'free again');
});

test('whoever finds the queue full is sent away at once', async () => {
  const gate = createGate(1, 1);
  let finish: () => void = () => undefined;
  const blocked = gate.pass(() => new Promise<void>((resolve) => (finish = resolve)));
  const queued = gate.pass(() => Promise.resolve());
  await assert.rejects(
    gate.pass(() => Promise.resolve()),
    (error) => hasCode(error, 'unavailable') && error.retryAfter === 1,
  );
  finish();
  await Promise.all([blocked, queued]);
});
