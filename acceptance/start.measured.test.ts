import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { imageApi } from './image-api.ts';
import { outcomeOf, run, type Outcome } from './program.ts';
import { pseudoRandom, sha256 } from './pseudo-random.ts';
import { REPOSITORY, startService } from './service.ts';

const MIB = 2 ** 20;
/** Of the first start, which fetches packages and builds the console; seconds depend on the machine. */
const SECOND_START = 1 / 6;

/** As in a shell of somebody who just cloned: the Node of the system, not the one of this project. */
const SHELL: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: (process.env['PATH'] ?? '')
    .split(':')
    .filter((directory) => !directory.includes('node_modules'))
    .join(':'),
};

let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-start-'));
});
after(() => rm(directory, { recursive: true }));

test('from a fresh clone, npm start leads to a service; the second start is quick and finds everything', async (context) => {
  const clone = path.join(directory, 'clone');
  await run('/usr/bin/git', ['-c', 'safe.directory=*', 'clone', '--quiet', REPOSITORY, clone]);
  const options = {
    data: path.join(directory, 'data'),
    command: ['npm', 'start', '--'] as const,
    directory: clone,
    environment: SHELL,
  };
  const times: number[] = [];
  const begin = async (): ReturnType<typeof startService> => {
    const begun = performance.now();
    const service = await startService(options);
    times.push(performance.now() - begun);
    return service;
  };

  const first = await begin();
  const api = await imageApi(first.administrator);
  const { id } = await api.create('kept');
  assert.equal(await api.upload(id, pseudoRandom('kept', 3 * MIB)), 204);
  await first.stop();

  const second = await begin();
  assert.deepEqual(await (await imageApi(second.administrator)).download(id), {
    status: 200,
    size: 3 * MIB,
    sha256: sha256(pseudoRandom('kept', 3 * MIB)),
  });
  assert.equal(second.administrator['OS_PASSWORD'], first.administrator['OS_PASSWORD']);
  await second.stop();

  const third = await begin();
  await third.stop();
  context.diagnostic(`npm start: ${times.map((time) => `${(time / 1000).toFixed(2)} s`).join(', then ')}`);
  const [slow = 0, ...quick] = times;
  assert.ok(Math.max(...quick) < slow * SECOND_START, 'nothing is fetched or built twice');
});

test('SIGTERM lets an upload that is under way finish, and takes no new ones', async () => {
  const data = path.join(directory, 'drained');
  const service = await startService({ data });
  const api = await imageApi(service.administrator);
  const { id } = await api.create('drained');
  const sent = api.open('PUT', `/v2/images/${id}/file`, { 'Content-Type': 'application/octet-stream' });
  const answer = once(sent, 'response');
  const [firstHalf, secondHalf] = [[...pseudoRandom('a', 4 * MIB)], [...pseudoRandom('b', 4 * MIB)]];
  for (const piece of firstHalf) if (!sent.write(piece)) await once(sent, 'drain');
  const stopped = service.stop();
  await refused(service.base);
  for (const piece of secondHalf) if (!sent.write(piece)) await once(sent, 'drain');
  sent.end();
  const [response] = (await answer) as [IncomingMessage];
  response.resume();
  assert.equal(response.statusCode, 204);
  assert.deepEqual(await stopped, { status: 0, signal: null });

  const again = await startService({ data });
  const hash = createHash('sha256');
  for (const piece of [...firstHalf, ...secondHalf]) hash.update(piece);
  const expected = { status: 200, size: 8 * MIB, sha256: hash.digest('hex') };
  assert.deepEqual(await (await imageApi(again.administrator)).download(id), expected);
  await again.stop();
});

/** Resolves when new connections are refused. */
async function refused(base: string): Promise<void> {
  for (;;) {
    try {
      await (await fetch(`${base}/healthcheck`, { headers: { Connection: 'close' } })).text();
    } catch {
      return;
    }
  }
}

function start(...args: string[]): Promise<Outcome> {
  return outcomeOf(process.execPath, ['scripts/start.js', ...args], { directory: REPOSITORY });
}

test('a value that cannot be is told in one sentence', async () => {
  const sentence = 'port is "ninety" in the option --port, but must be a whole number from 0 to 65535.\n';
  assert.deepEqual(await start('--port', 'ninety'), { status: 2, stdout: '', stderr: sentence });
  const unknown = await start('--prot', '80');
  assert.deepEqual(unknown, {
    status: 2,
    stdout: '',
    stderr: '--prot is not an option of Ingot; --help lists them.\n',
  });
});

test('a second process on the same directory is refused', async () => {
  const data = path.join(directory, 'locked');
  const service = await startService({ data });
  const { status, stderr } = await start('--data', data, '--port', '0');
  await service.stop();
  assert.equal(status, 2);
  assert.match(stderr, /another Ingot process uses that directory; stop it first/);
});

test('--help lists every setting', async () => {
  const { status, stdout } = await start('--help');
  assert.equal(status, 0);
  for (const setting of ['data', 'host', 'port', 'public-url', 'images.trash-retention', 'imports.allowed-hosts']) {
    assert.match(stdout, new RegExp(`^ {2}--${setting}$`, 'm'));
  }
});
