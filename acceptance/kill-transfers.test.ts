import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@ingot/judges';
import { collected } from './collected.ts';
import { fileHash } from './file-hash.ts';
import { imageApi, type ImageApi } from './image-api.ts';
import { ingotOf, INGOT_BIN, type Ingot } from './ingot.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

/**
 * `ingot push` and `ingot pull` against a service that is killed under them, and killed themselves: what comes of it in the
 * end is whole, there once, and all that there is.
 */
const MIB = 2 ** 20;
/** Of each image, in bytes; KILL_TRANSFER_MIB for larger ones. */
const SIZE = Number(process.env['KILL_TRANSFER_MIB'] ?? 128) * MIB;
const LOOK_MS = 10;
const PATIENCE_MS = 120_000;

let directory: string;
let settings: string[];
let service: Service;
let api: ImageApi;
let ingot: Ingot;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-kill-transfers-'));
  settings = ['--port', String(await freePort()), '--images.trash-retention', '0s', '--log.level', 'warn'];
  await start();
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

async function start(): Promise<void> {
  service = await startService({ data: path.join(directory, 'data'), settings });
  api = await imageApi(service.administrator);
  ingot = ingotOf(directory, service.administrator);
}

async function fileOf(name: string): Promise<string> {
  const file = path.join(directory, `${name}.raw`);
  await writeFile(file, pseudoRandom(name, SIZE));
  return file;
}

interface Push {
  readonly size: number;
  readonly received: number;
}

/** How far the push of an image is; null before it has begun, and when it has ended. */
async function pushOf(name: string): Promise<Push | null> {
  const image = (await api.list()).find((each) => each.name === name);
  if (!image) return null;
  const answer = await fetch(`${service.base}/api/v1/images/${image.id}/push`, {
    headers: { 'x-auth-token': api.token },
  });
  return answer.ok ? ((await answer.json()) as Push) : (await answer.body?.cancel(), null);
}

/** Nobody is told of parts, so it is asked for, until something is so. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(LOOK_MS)) {
    if (await isSo()) return;
  }
  assert.fail(`${what} did not come`);
}

/** Pushes; when the service was away for longer than the client waits, goes on as the client says. */
async function pushed(context: TestContext, file: string, name: string): Promise<void> {
  const first = await ingot.outcome(['push', file, name]);
  if (first.status === 0) {
    context.diagnostic(`${name}: the client went on by itself`);
    return;
  }
  const id = /--resume (\S+)/.exec(first.stderr)?.[1] ?? assert.fail(first.stderr);
  await ingot('push', file, name, '--resume', id);
  context.diagnostic(`${name}: the client was told how to go on`);
}

async function restart(): Promise<void> {
  await service.kill();
  await start();
}

/** The image is there once, with the bytes of the file. */
async function checkWhole(file: string, name: string): Promise<void> {
  const images = (await api.list()).filter((each) => each.name === name);
  assert.deepEqual(
    images.map(({ status, size }) => [status, size]),
    [['active', SIZE]],
  );
  const { sha256 } = await api.download(images[0]?.id ?? assert.fail());
  assert.equal(sha256, await fileHash(file, 'sha256'));
}

/** `ingot` that is killed as soon as something is so; whether it still ran then. */
async function killedWhen(words: readonly string[], isSo: () => Promise<boolean>): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(INGOT_BIN, 'ingot.js'), ...words], {
    env: { ...service.administrator, HOME: directory, PATH: '/usr/bin:/bin' },
    stdio: 'ignore',
  });
  const exit = once(child, 'exit');
  await until(words.join(' '), async () => child.exitCode !== null || (await isSo()));
  child.kill('SIGKILL');
  const [, by] = (await exit) as [number | null, NodeJS.Signals | null];
  return by === 'SIGKILL';
}

test('a push goes on after the service was killed while parts came', async (context) => {
  const file = await fileOf('parts');
  const push = pushed(context, file, 'parts');
  await until('the first part', async () => ((await pushOf('parts'))?.received ?? 0) > 0);
  await restart();
  await push;
  await checkWhole(file, 'parts');
});

test('a push is finished after the service was killed at its end', async (context) => {
  const file = await fileOf('finish');
  const push = pushed(context, file, 'finish');
  await until('the last part', async () => {
    const at = await pushOf('finish');
    if (at) return at.received === at.size;
    return (await api.list()).some(({ name, status }) => name === 'finish' && status === 'active');
  });
  await restart();
  await push;
  await checkWhole(file, 'finish');
});

test('a push goes on after its client was killed, and sends the rest only', async () => {
  const file = await fileOf('client');
  const isUnderWay = async () => ((await pushOf('client'))?.received ?? 0) > 0;
  assert.ok(await killedWhen(['push', file, 'client'], isUnderWay), 'the push was over before it could be killed');
  const { id } = (await api.list()).find(({ name }) => name === 'client') ?? assert.fail();
  await ingot('push', file, 'client', '--resume', id);
  await checkWhole(file, 'client');
});

test('a pull goes on after its client was killed', async () => {
  const file = path.join(directory, 'pulled.raw');
  const partial = `${file}.ingot-pull`;
  const hasSome = async () => ((await stat(partial).catch(() => null))?.blocks ?? 0) * 512 > 16 * MIB;
  assert.ok(await killedWhen(['pull', 'parts', file], hasSome), 'the pull was over before it could be killed');
  await assert.rejects(stat(file), { code: 'ENOENT' });
  const { received } = await ingot.json<{ received: number }>('pull', 'parts', file);
  assert.ok(received < SIZE - 8 * MIB, `${received} bytes were fetched again`);
  assert.equal(await fileHash(file, 'sha256'), await fileHash(path.join(directory, 'parts.raw'), 'sha256'));
  await assert.rejects(stat(partial), { code: 'ENOENT' });
});

test('nothing is left of all that', async (context) => {
  assert.equal((await api.list()).length, 3);
  context.diagnostic(await collected(service, api));
});
