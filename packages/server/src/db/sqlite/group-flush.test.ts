import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { GroupFlush } from './group-flush.ts';

/** A flush whose calls the test ends itself. */
async function controlled(context: TestContext) {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-flush-'));
  context.after(() => rm(directory, { recursive: true }));
  const file = path.join(directory, 'log');
  await writeFile(file, '');
  const calls: PromiseWithResolvers<void>[] = [];
  const began: PromiseWithResolvers<void>[] = [Promise.withResolvers<void>()];
  const flush = new GroupFlush(file, () => {
    const call = Promise.withResolvers<void>();
    calls.push(call);
    began.at(-1)?.resolve();
    began.push(Promise.withResolvers<void>());
    return call.promise;
  });
  context.after(() => flush.close());
  return { flush, calls, begun: () => began.at(-1)?.promise };
}

test('who asks during a flush waits for the next one, which is one for all of them', async (context) => {
  const { flush, calls, begun } = await controlled(context);
  const ended: string[] = [];
  const ask = async (name: string): Promise<void> => {
    await flush.flush();
    ended.push(name);
  };
  const start = begun();
  const first = ask('first');
  await start;
  const late = ['second', 'third', 'fourth'].map(ask);
  await setImmediate();
  assert.equal(calls.length, 1, 'a flush under way is not doubled');
  const second = begun();
  calls[0]?.resolve();
  await first;
  assert.deepEqual(ended, ['first']);
  await second;
  assert.equal(calls.length, 2);
  calls[1]?.resolve();
  await Promise.all(late);
  assert.deepEqual(ended, ['first', 'second', 'third', 'fourth']);
});

test('after a failed flush none succeeds', async (context) => {
  const { flush, calls, begun } = await controlled(context);
  const start = begun();
  const first = flush.flush();
  await start;
  const second = flush.flush();
  calls[0]?.reject(new Error('EIO'));
  await assert.rejects(first, /cannot be flushed: see to the disk, then restart/);
  await assert.rejects(second, /cannot be flushed/);
  await assert.rejects(flush.flush(), /cannot be flushed/);
  assert.equal(calls.length, 1, 'the kernel is not asked again: it would say that all is well');
});
