import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasCode } from '../kernel/errors.ts';
import { createGate } from './gate.ts';

test('no more than allowed are inside, the others follow in order, whoever fails makes room', async () => {
  const gate = createGate({ concurrency: 2, queue: 10, share: 10 });
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
  const results = await Promise.allSettled(Array.from({ length: 9 }, (_, number) => gate.pass('here', work(number))));
  assert.equal(most, 2);
  assert.deepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.equal(results.filter((result) => result.status === 'rejected').length, 3);
  assert.equal(await gate.pass('here', () => Promise.resolve('free again')), 'free again');
});

test('whoever finds the queue full is sent away at once', async () => {
  const gate = createGate({ concurrency: 1, queue: 1, share: 1 });
  let finish: () => void = () => undefined;
  const blocked = gate.pass(null, () => new Promise<void>((resolve) => (finish = resolve)));
  const queued = gate.pass(null, () => Promise.resolve());
  await assert.rejects(
    gate.pass('here', () => Promise.resolve()),
    (error) => hasCode(error, 'unavailable') && error.retryAfter === 1,
  );
  finish();
  await Promise.all([blocked, queued]);
});

test('a flood from one origin is bounded, and delays the others by one place only', async () => {
  const gate = createGate({ concurrency: 1, queue: 100, share: 20 });
  const order: string[] = [];
  const come = (origin: string | null): Promise<void> =>
    gate.pass(origin, async () => {
      order.push(origin ?? 'this machine');
    });
  let finish: () => void = () => undefined;
  const blocked = gate.pass('first', () => new Promise<void>((resolve) => (finish = resolve)));
  const flood = Array.from({ length: 50 }, () => come('flood'));
  const others = [come('other'), come(null), come('third')];
  const refused = (await Promise.allSettled(flood.slice(20))).map(
    (outcome) => outcome.status === 'rejected' && outcome.reason,
  );
  assert.equal(refused.length, 30);
  assert.ok(refused.every((reason) => hasCode(reason, 'too-many-requests') && reason.retryAfter === 1));
  finish();
  await Promise.all([blocked, ...flood.slice(0, 20), ...others]);
  assert.deepEqual(order.slice(0, 6), ['flood', 'other', 'this machine', 'third', 'flood', 'flood']);
});
