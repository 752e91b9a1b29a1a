import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { IngotError } from '../../kernel/errors.ts';
import type { GuestControl } from './guest-control.ts';
import { observeBoot } from './observe-boot.ts';
import type { TrialGuest } from './trial-guest.ts';

const NEVER = new AbortController().signal;
const NO = new IngotError('conflict', 'guest-set-user-password: it is blocked');
const SILENT = new IngotError('unavailable', 'The guest agent did not answer.');

const LINUX = { family: 'linux', id: 'debian', name: 'Debian', kernel: '6.1', agentVersion: '7.2' } as const;

function guestWith(
  files: Readonly<Record<string, string>>,
  changes: { readonly control?: Partial<GuestControl>; readonly guest?: Partial<TrialGuest> } = {},
): TrialGuest {
  return {
    control: {
      wait: async () => undefined,
      about: async () => LINUX,
      readFile: async (path) => (files[path] === undefined ? null : Buffer.from(files[path])),
      writeFile: () => Promise.reject(NO),
      run: () => Promise.reject(NO),
      setPassword: async () => undefined,
      shutDown: async () => undefined,
      ...changes.control,
    },
    ports: new Map(),
    ended: new Promise<never>(() => undefined),
    screenshot: async () => Buffer.from('a picture'),
    serialLog: () => Buffer.from('Debian GNU/Linux 12 trial ttyS0\n\ntrial login: '),
    stop: async () => undefined,
    ...changes.guest,
  };
}

const CLOUD_INIT = '/usr/bin/cloud-init';
const RESULT = '/run/cloud-init/result.json';

/** Somebody at a free port who says one thing. */
async function speaker(t: TestContext, words: string | null): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (words === null) socket.destroy();
    else socket.write(words);
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('a system that is as it should be shows all of it', async (t) => {
  const files = { [CLOUD_INIT]: 'x', [RESULT]: '{"v1": {"datasource": "NoCloud", "errors": []}}' };
  const ports = new Map([
    [22, await speaker(t, 'SSH-2.0-OpenSSH_9.2\r\n')],
    [3389, await speaker(t, null)],
  ]);
  const found = await observeBoot(guestWith(files, { guest: { ports } }), 5000, NEVER);
  assert.ok(found.agentAfter !== null && found.agentAfter < 5000);
  assert.deepEqual([found.guest, found.password.end, found.cloudInit.end], [LINUX, 'set', 'finished']);
  assert.deepEqual(found.signs.map(({ sign }) => sign).toSorted(), ['login', 'ssh']);
  assert.equal(found.screens.length, 1);
});

test('what a guest refuses, or does wrong, is a finding', async () => {
  for (const [result, end] of [
    ['{"v1": {"errors": ["locale failed"]}}', 'failed'],
    ['{"v1": 1}', 'failed'],
    ['null', 'failed'],
    ['nonsense', 'failed'],
  ]) {
    const control = { setPassword: () => Promise.reject(NO) };
    const guest = guestWith({ [CLOUD_INIT]: 'x', [RESULT]: result ?? '' }, { control });
    const found = await observeBoot(guest, 5000, NEVER);
    assert.deepEqual([found.cloudInit.end, found.password.end], [end, 'refused'], result);
  }
  assert.equal((await observeBoot(guestWith({}), 5000, NEVER)).cloudInit.end, 'absent');
  const unfinished = await observeBoot(guestWith({ [CLOUD_INIT]: 'x' }), 200, NEVER);
  assert.equal(unfinished.cloudInit.end, 'late');
});

test('a guest without an agent is waited for no longer than it may take', async () => {
  const wait: GuestControl['wait'] = (_, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(SILENT)));
  const begun = performance.now();
  const found = await observeBoot(guestWith({}, { control: { wait } }), 300, NEVER);
  assert.ok(performance.now() - begun < 5000);
  assert.deepEqual([found.agentAfter, found.guest, found.password.end], [null, null, 'unknown']);
  assert.deepEqual(
    found.signs.map(({ sign }) => sign),
    ['login'],
  );
});

test('a guest that dies is told of, with what it had shown', async () => {
  const wait: GuestControl['wait'] = (_, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(SILENT)));
  const ended = Promise.reject(new IngotError('conflict', 'The guest has ended: out of memory.'));
  ended.catch(() => undefined);
  const found = await observeBoot(guestWith({}, { control: { wait }, guest: { ended } }), 60_000, NEVER);
  assert.match(found.ended ?? '', /out of memory/);
});

test('whoever gives up gets no findings', async () => {
  const given = new AbortController();
  const wait: GuestControl['wait'] = (_, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  const found = observeBoot(guestWith({}, { control: { wait } }), 60_000, given.signal);
  given.abort(new Error('given up'));
  await assert.rejects(found, /given up/);
});
