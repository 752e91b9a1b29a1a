import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ControlError, type ControlErrorCode } from './control-error.ts';
import { connectQmp } from './qmp.ts';
import { linePeer } from './testing/line-peer.ts';
import { startListening, type ListeningProgram } from './testing/start-program.ts';

let qemu: ListeningProgram;

/** A QEMU whose guest never begins. */
before(async () => {
  qemu = await startListening('qemu-system-x86_64', (socket) => [
    ...'-nodefaults -display none -accel tcg -machine pc -m 16 -S -qmp'.split(' '),
    `unix:${socket},server=on,wait=off`,
  ]);
});
after(() => qemu.kill());

function failsWith(code: ControlErrorCode): (error: unknown) => boolean {
  return (error) => error instanceof ControlError && error.code === code;
}

test('a real QEMU is asked and ordered, and tells what happens', async () => {
  const qmp = await connectQmp(qemu.socket);
  try {
    assert.deepEqual(await qmp.execute('query-status', {}), { status: 'prelaunch', running: false, singlestep: false });
    const events = qmp.events('RESUME', 'STOP');
    await qmp.execute('cont', {});
    await qmp.execute('stop', {});
    assert.deepEqual([(await events.next()).value?.name, (await events.next()).value?.name], ['RESUME', 'STOP']);
    await events.return?.();
    await assert.rejects(qmp.execute('device_del', { id: 'nothing' }), (error: unknown) => {
      assert.ok(error instanceof ControlError);
      assert.equal(error.code, 'refused');
      assert.equal(error.refusal, 'DeviceNotFound');
      assert.match(error.message, /device_del: Device 'nothing' not found/);
      return true;
    });
    const dump = path.join(qemu.directory, 'none.png');
    await assert.rejects(qmp.execute('screendump', { filename: dump, format: 'png' }), failsWith('refused'));
    assert.equal(existsSync(dump), false);
  } finally {
    qmp.close();
  }
  await qmp.closed;
});

test('commands of many callers at once are answered each', async () => {
  const qmp = await connectQmp(qemu.socket);
  const answers = await Promise.all(Array.from({ length: 200 }, () => qmp.execute('query-name', {})));
  assert.equal(answers.length, 200);
  qmp.close();
});

test('a second connection waits in vain, and says so', async () => {
  const first = await connectQmp(qemu.socket);
  await assert.rejects(connectQmp(qemu.socket, { deadline: 100 }), failsWith('timeout'));
  const given = new AbortController();
  const second = connectQmp(qemu.socket, { signal: given.signal });
  given.abort(new Error('given up'));
  await assert.rejects(second, /given up/);
  first.close();
});

test('commands, readers and later calls learn that QEMU is gone', async (t) => {
  const other = await startListening('qemu-system-x86_64', (socket) => [
    ...'-nodefaults -display none -accel tcg -machine none -S -qmp'.split(' '),
    `unix:${socket},server=on,wait=off`,
  ]);
  let killed: Promise<void> | undefined;
  const kill = (): Promise<void> => (killed ??= other.kill());
  t.after(kill);
  const qmp = await connectQmp(other.socket);
  const events = qmp.events('SHUTDOWN', 'RESET');
  const next = events.next();
  await kill();
  await qmp.closed;
  assert.deepEqual(await next, { done: true, value: undefined });
  assert.deepEqual(await qmp.events('STOP').next(), { done: true, value: undefined });
  await assert.rejects(qmp.execute('query-status', {}), failsWith('closed'));
  await assert.rejects(connectQmp(other.socket), failsWith('closed'));
});

const GREETING = '{"QMP":{"version":{},"capabilities":[]}}\n';

test('who does not answer, or not what was asked, is given up', async () => {
  const peer = await linePeer(async (socket, received) => {
    socket.write(GREETING);
    for await (const line of received) {
      const { id, execute } = JSON.parse(line) as { id: number; execute: string };
      if (execute === 'qmp_capabilities') socket.write(`{"return":{},"id":${id}}\n`);
      if (execute === 'query-status') socket.write(`{"return":{"status":7},"id":${id}}\n`);
      if (execute === 'query-block') socket.write(`{"error":"no","id":${id}}\n`);
      if (execute === 'quit') socket.write('{'.repeat(2 ** 21));
    }
  });
  const qmp = await connectQmp(peer.path);
  await assert.rejects(qmp.execute('query-status', {}), failsWith('malformed'));
  await assert.rejects(qmp.execute('query-block', {}), failsWith('malformed'));
  await assert.rejects(qmp.execute('stop', {}, { deadline: 50 }), failsWith('timeout'));
  const given = new AbortController();
  const waiting = qmp.execute('stop', {}, { signal: given.signal });
  given.abort(new Error('given up'));
  await assert.rejects(waiting, /given up/);
  qmp.execute('quit', {}).catch(() => undefined);
  await peer.close();
  await qmp.closed;
});

test('a flood of events takes a bounded place, and ends only the reader that is too slow', async () => {
  const peer = await linePeer(async (socket, received) => {
    socket.write(GREETING);
    for await (const line of received) {
      const { id, execute } = JSON.parse(line) as { id: number; execute: string };
      if (execute === 'cont') socket.write('{"event":"RESUME","timestamp":{}}\n'.repeat(5000));
      socket.write(`{"return":{},"id":${id}}\n`);
    }
  });
  const qmp = await connectQmp(peer.path);
  const slow = qmp.events('RESUME');
  const other = qmp.events('STOP');
  await qmp.execute('cont', {});
  let seen = 0;
  await assert.rejects(async () => {
    for await (const { name } of slow) seen += Number(name === 'RESUME');
  }, failsWith('closed'));
  assert.equal(seen, 1024);
  await qmp.execute('stop', {});
  qmp.close();
  assert.equal((await other.next()).done, true);
  await peer.close();
});
