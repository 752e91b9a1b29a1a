import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemClock } from '../kernel/clock.ts';
import { createReconciler } from './reconciler.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const HOUR = 3_600_000;

/** A round that ends when told, and a promise for the start of each. */
function rounds() {
  const starts: PromiseWithResolvers<() => void>[] = [];
  let begun = 0;
  const slot = (index: number): PromiseWithResolvers<() => void> => (starts[index] ??= Promise.withResolvers());
  return {
    round: () =>
      new Promise<void>((resolve) => {
        slot(begun++).resolve(resolve);
      }),
    started: (index: number) => slot(index).promise,
    count: () => begun,
  };
}

describe('a reconciler', () => {
  it('starts with a round, and runs once more when nudged during it, however often', async () => {
    const work = rounds();
    const reconciler = createReconciler({ name: 'r', round: work.round, interval: HOUR, clock: systemClock, log });
    reconciler.start();
    const finishFirst = await work.started(0);
    reconciler.nudge();
    reconciler.nudge();
    assert.equal(work.count(), 1, 'never two at a time');
    finishFirst();
    (await work.started(1))();
    await reconciler.stop();
    assert.equal(work.count(), 2);
  });

  it('goes on after a round that failed', async () => {
    const errors: string[] = [];
    const failed = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    let count = 0;
    const reconciler = createReconciler({
      name: 'r',
      round: () => (++count === 1 ? Promise.reject(new Error('once')) : Promise.resolve(second.resolve())),
      interval: HOUR,
      clock: systemClock,
      log: {
        ...log,
        error: (_, message) => {
          errors.push(message);
          failed.resolve();
        },
      },
    });
    reconciler.start();
    await failed.promise;
    reconciler.nudge();
    await second.promise;
    await reconciler.stop();
    assert.equal(errors.length, 1);
  });

  it('keeps the gap between two rounds', async () => {
    const begun: number[] = [];
    const second = Promise.withResolvers<void>();
    const reconciler = createReconciler({
      name: 'r',
      round: () => {
        if (begun.push(performance.now()) === 2) second.resolve();
        return Promise.resolve();
      },
      interval: HOUR,
      minimumGap: 60,
      clock: systemClock,
      log,
    });
    reconciler.start();
    const nudger = setInterval(() => reconciler.nudge(), 1);
    await second.promise;
    clearInterval(nudger);
    await reconciler.stop();
    const [first = 0, next = 0] = begun;
    assert.ok(next - first > 50, `${next - first} ms`);
  });

  it('does nothing before it is started, nor after it is stopped', async () => {
    const work = rounds();
    const reconciler = createReconciler({ name: 'r', round: work.round, interval: 1, clock: systemClock, log });
    reconciler.nudge();
    await reconciler.stop();
    reconciler.start();
    reconciler.nudge();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(work.count(), 0);
  });
});
