import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { ApiClient } from '@ingot/client';
import { CommandError, EXIT } from '../../command/failure.ts';
import type { Message } from '../../messages/message.ts';
import { donePublication, settledPublication } from './settled-publication.ts';

type Answer = Readonly<Record<string, unknown>>;

/** A service whose publication goes as given, and stays at the last of it; and what is shown of that. */
async function scene(context: TestContext, answers: readonly Answer[]) {
  const left = [...answers];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(left.length > 1 ? left.shift() : left[0]));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const shown: string[] = [];
  const stop = new AbortController();
  const progress = {
    begin: ({ key }: Message) => {
      shown.push(key);
      const set = (done: number, total: number | null = null): void => void shown.push(`${done} of ${total}`);
      return { set, add: () => undefined, end: () => void shown.push('end') };
    },
    tell: () => undefined,
  };
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { client: new ApiClient({ base, token: 't' }), asked, shown, stop, watch: { progress, signal: stop.signal } };
}

const RUNNING = { status: 'running', step: 'writing', progress: { done: 1, total: 4 } };
const DONE = { status: 'done', step: null, progress: null };

test('each step is shown once, as far as it is', async (context) => {
  const finishing = { status: 'finishing', step: null, progress: null };
  const later = { ...RUNNING, progress: { done: 3, total: 4 } };
  const { client, shown, watch } = await scene(context, [RUNNING, later, finishing, DONE]);
  assert.equal((await settledPublication(client, 'p', watch)).status, 'done');
  const writing = ['progress.publication-writing', '1 of 4', '3 of 4', 'end'];
  assert.deepEqual(shown, [...writing, 'progress.publication-finishing', '0 of null', 'end']);
});

test('Ctrl-C ends the watching, tells how to cancel, and cancels nothing', async (context) => {
  const { client, asked, stop, watch } = await scene(context, [RUNNING]);
  const watching = settledPublication(client, 'p', watch);
  stop.abort();
  await assert.rejects(watching, (error) => {
    assert.ok(error instanceof CommandError);
    assert.deepEqual([error.status, error.told.key, error.hint?.values], [130, 'publication.goes-on', { id: 'p' }]);
    return true;
  });
  assert.deepEqual(
    asked.filter((line) => !line.startsWith('GET ')),
    [],
  );
});

test('one that came to nothing is a failure, with the reason', async (context) => {
  const ends = [
    [{ ...DONE, status: 'failed', failure: 'There is no room.' }, 'publication.failed'],
    [{ ...DONE, status: 'cancelled' }, 'publication.cancelled'],
  ] as const;
  for (const [answer, key] of ends) {
    const { client, watch } = await scene(context, [answer]);
    await assert.rejects(
      donePublication(client, 'p', watch),
      (error) => error instanceof CommandError && error.status === EXIT.failed && error.told.key === key,
    );
  }
});
