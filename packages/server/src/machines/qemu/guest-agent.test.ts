import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ControlError, type ControlErrorCode } from './control-error.ts';
import { connectGuestAgent } from './guest-agent.ts';
import { linePeer } from './testing/line-peer.ts';
import { startListening, type ListeningProgram } from './testing/start-program.ts';

/** What would be done to the machine of the test. */
const BLOCKED = [
  'guest-shutdown',
  'guest-fsfreeze-freeze',
  'guest-set-time',
  'guest-set-user-password',
  'guest-fstrim',
];

let agent: ListeningProgram;

before(async () => {
  agent = await startListening('qemu-ga', (socket, directory) => [
    '-m',
    'unix-listen',
    '-p',
    socket,
    '-t',
    directory,
    '-b',
    BLOCKED.join(','),
  ]);
});
after(() => agent.kill());

function failsWith(code: ControlErrorCode): (error: unknown) => boolean {
  return (error) => error instanceof ControlError && error.code === code;
}

test('a real agent runs a program, and is asked by several at once', async () => {
  const client = await connectGuestAgent(agent.socket);
  const commands = await client.commands();
  assert.ok(commands.has('guest-exec'));
  assert.equal(commands.has('guest-shutdown'), false);
  const names = await Promise.all(
    Array.from({ length: 20 }, async () => (await client.execute('guest-get-osinfo', {})).id),
  );
  assert.deepEqual(new Set(names), new Set(['debian']));
  const order = { path: '/bin/sh', arg: ['-c', 'cat; exit 3'], 'input-data': btoa('in'), 'capture-output': true };
  const { pid } = await client.execute('guest-exec', order);
  let status = await client.execute('guest-exec-status', { pid });
  while (!status.exited) status = await client.execute('guest-exec-status', { pid });
  assert.deepEqual([status.exitcode, status['out-data']], [3, btoa('in')]);
  client.close();
});

test('what the agent may not do is told apart from what it could not', async () => {
  const client = await connectGuestAgent(agent.socket);
  await assert.rejects(client.execute('guest-fsfreeze-freeze', {}), failsWith('disabled'));
  await assert.rejects(client.shutDown('powerdown'), failsWith('disabled'));
  await assert.rejects(client.execute('guest-file-open', { path: '/absent', mode: 'r' }), failsWith('refused'));
  assert.equal((await client.execute('guest-get-osinfo', {})).id, 'debian');
  client.close();
});

test('answers to questions that were given up are passed over', async () => {
  const client = await connectGuestAgent(agent.socket);
  await client.sync();
  for (let round = 0; round < 5; round += 1) {
    const given = new AbortController();
    const order = { path: '/bin/true', 'capture-output': true };
    const waiting = client.execute('guest-exec', order, { signal: given.signal });
    // Asked, and not answered: the agent looks at one line at a time.
    setImmediate(() => given.abort(new Error('given up')));
    await Promise.allSettled([waiting]);
    assert.equal((await client.execute('guest-get-osinfo', {})).id, 'debian');
  }
  client.close();
});

test('an agent that comes late is waited for, and one that never comes is given up', async () => {
  let asked = 0;
  const peer = await linePeer(async (socket, received) => {
    for await (const line of received) {
      asked += 1;
      const { execute, arguments: args } = JSON.parse(line.replaceAll('ÿ', '')) as {
        execute: string;
        arguments: { id: number };
      };
      if (asked < 2) continue;
      // What an earlier connection asked for, and half of something before the delimiter.
      if (execute === 'guest-sync-delimited') socket.write('{"return": 1}\n{"ret', 'latin1');
      if (execute === 'guest-sync-delimited') socket.write(`ÿ{"return": ${args.id}}\n`, 'latin1');
      if (execute === 'guest-get-host-name') socket.write('{"return": {"host-name": "late"}}\n');
    }
  });
  const client = await connectGuestAgent(peer.path);
  assert.deepEqual(await client.execute('guest-get-host-name', {}), { 'host-name': 'late' });
  await assert.rejects(client.execute('guest-ping', {}, { deadline: 50 }), failsWith('timeout'));
  assert.deepEqual(await client.execute('guest-get-host-name', {}), { 'host-name': 'late' });
  client.close();
  await peer.close();

  const silent = await linePeer(async (_socket, received) => {
    for await (const line of received) assert.match(line, /guest-sync-delimited/);
  });
  const waiting = await connectGuestAgent(silent.path);
  await assert.rejects(waiting.sync({ deadline: 100 }), failsWith('timeout'));
  waiting.close();
  await silent.close();
});

test('a guest that lies, floods or goes away costs no more than its answer', async () => {
  const answers: Record<string, string> = {
    'guest-get-host-name': `{"return": {"host-name": "${'x'.repeat(2000)}"}}`,
    'guest-get-users': '{}',
    'guest-ping': `{"error": {"class": "GenericError", "desc": "\\u001b[2J${'y'.repeat(3000)}"}}`,
    'guest-get-osinfo': `{"return": {"id": "${'z'.repeat(2 ** 21)}"}}`,
    'guest-info': '['.repeat(2 ** 19),
  };
  const peer = await linePeer(async (socket, received) => {
    for await (const line of received) {
      const { execute, arguments: args } = JSON.parse(line.replaceAll('ÿ', '')) as {
        execute: string;
        arguments: { id: number };
      };
      if (execute === 'guest-sync-delimited') socket.write(`ÿ{"return": ${args.id}}\n`, 'latin1');
      else if (execute === 'guest-get-fsinfo') socket.destroy();
      else socket.write(`${answers[execute] ?? ''}\n`);
    }
  });
  const client = await connectGuestAgent(peer.path);
  await assert.rejects(client.execute('guest-get-host-name', {}), failsWith('malformed'));
  await assert.rejects(client.execute('guest-get-osinfo', {}), failsWith('malformed'));
  await assert.rejects(client.commands(), failsWith('malformed'));
  await assert.rejects(client.execute('guest-ping', {}), (error: unknown) => {
    assert.ok(error instanceof ControlError && error.code === 'refused');
    assert.ok(error.message.length < 600 && !error.message.includes('\u001B'));
    return true;
  });
  await assert.rejects(client.execute('guest-get-fsinfo', {}), failsWith('closed'));
  await assert.rejects(client.execute('guest-ping', {}), failsWith('closed'));
  await peer.close();
});
