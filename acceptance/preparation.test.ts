import assert from 'node:assert/strict';
import { constants } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { bootGuest } from './boot-guest.ts';
import { collected } from './collected.ts';
import { fileHash } from './file-hash.ts';
import { imageApi, type ImageApi } from './image-api.ts';
import { ingotOf, type Ingot } from './ingot.ts';
import { run } from './program.ts';
import { startService, type Service } from './service.ts';
import { tinyGuest } from './tiny-guest.ts';

/** A corrected copy of a guest starts, and is whole or not there, whatever becomes of the service that makes it. */

/** A raw disk with a guest agent, and its ext4 root in the last partition, instead of the tiny guest. */
const GUEST = process.env['PREPARE_GUEST'];
const SETTINGS = ['--images.trash-retention', '0s', '--log.level', 'warn'];
const LOOK_MS = 2;
const PATIENCE_MS = 120_000;
/** How often a job is begun before it is given up. */
const ATTEMPTS = 3;

interface Preparation {
  readonly id: string;
  readonly imageId: string;
  readonly status: string;
  readonly failure: string | null;
  readonly changes: readonly { readonly mend: string; readonly path: string }[];
}

let directory: string;
let used: string;
let offset: number;
let service: Service;
let api: ImageApi;
let ingot: Ingot;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-prepare-'));
  used = path.join(directory, 'used.raw');
  await copyFile(GUEST ?? (await tinyGuest()), used, constants.COPYFILE_FICLONE);
  offset = await rootOffset(used);
  await leaveTraces();
  await start();
  await ingot('image', 'create', 'used', '--file', used);
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

async function start(): Promise<void> {
  service = await startService({ data: path.join(directory, 'd'), settings: SETTINGS });
  api = await imageApi(service.administrator);
  ingot = ingotOf(directory, service.administrator);
}

/** Where the last partition begins, in bytes. */
async function rootOffset(disk: string): Promise<number> {
  const { partitiontable } = JSON.parse(await run('sfdisk', ['--json', disk])) as {
    readonly partitiontable: { readonly partitions: readonly { readonly start: number }[] };
  };
  return (partitiontable.partitions.at(-1)?.start ?? 0) * 512;
}

/** Runs debugfs on the root of a disk; `-w` lets it write. */
function debugfs(disk: string, ...words: string[]): Promise<string> {
  return run('debugfs', [...words, `${disk}?offset=${offset}`]);
}

/** What somebody leaves behind who has worked with a machine. */
async function leaveTraces(): Promise<void> {
  const [id, key, commands] = ['id', 'key', 'commands'].map((name) => path.join(directory, name));
  assert.ok(id !== undefined && key !== undefined && commands !== undefined);
  await writeFile(id, '0123456789abcdef0123456789abcdef\n');
  await writeFile(key, 'key of the host\n');
  const lines = [
    'rm /etc/machine-id',
    `write ${id} /etc/machine-id`,
    'mkdir /etc/ssh',
    `write ${key} /etc/ssh/ssh_host_ed25519_key`,
    'mkdir /root',
    `write ${key} /root/.bash_history`,
  ];
  await writeFile(commands, `${lines.join('\n')}\n`);
  await debugfs(used, '-w', '-f', commands);
}

/** That an image holds a root that e2fsck finds nothing wrong with, without the traces. @returns its disk, in a file. */
async function soundCopy(name: string): Promise<string> {
  const disk = path.join(directory, `${name}.raw`);
  await ingot('image', 'download', name, disk);
  await run('e2fsck', ['-f', '-n', `${disk}?offset=${offset}`]);
  assert.equal(await debugfs(disk, '-R', 'cat /etc/machine-id'), '');
  assert.equal(await debugfs(disk, '-R', 'cat /etc/ssh/ssh_host_ed25519_key'), '');
  return disk;
}

async function ask<Answer>(method: 'GET' | 'POST', address: string, body?: object): Promise<Answer> {
  const headers = { 'x-auth-token': api.token, 'content-type': 'application/json' };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const answer = await fetch(`${service.base}/api/v1/${address}`, init);
  assert.ok(answer.ok, `${method} ${address}: ${answer.status}`);
  return (await answer.json()) as Answer;
}

async function begun(name: string): Promise<Preparation> {
  const { id } = (await api.list()).find((image) => image.name === 'used') ?? assert.fail();
  return ask('POST', `images/${id}/prepare`, { name });
}

/** Nobody is told of what lies in the data directory, so it is looked at. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(LOOK_MS)) {
    if (await isSo()) return;
  }
  assert.fail(`${what} did not come`);
}

async function scratch(): Promise<string[]> {
  return readdir(path.join(service.data, 'preparation'), { recursive: true });
}

const isLaidOut = async (): Promise<boolean> => (await scratch()).some((name) => name.endsWith('part-0'));
/** The first bytes of the copy are on their way into the store. */
const isWritten = async (): Promise<boolean> => (await readdir(path.join(service.data, 'store', 'open'))).length > 0;

async function killedWhen(what: string, isSo: () => Promise<boolean>): Promise<void> {
  await until(what, isSo);
  await service.kill();
  await start();
}

async function ended({ id }: Preparation): Promise<Preparation> {
  let last: Preparation | null = null;
  await until('the end of the preparation', async () => {
    last = await ask<Preparation>('GET', `preparations/${id}`);
    return last.status !== 'waiting' && last.status !== 'running';
  });
  assert.ok(last);
  assert.deepEqual(await scratch(), []);
  return last;
}

test('a guest that was used starts when it was prepared, and keeps nothing of who used it', async (context) => {
  const { changes } = await ingot.json<Preparation>('image', 'prepare', 'used', '--name', 'golden');
  const paths = new Set(changes.map((change) => change.path));
  for (const trace of ['/etc/machine-id', '/etc/ssh/ssh_host_ed25519_key', '/root/.bash_history']) {
    assert.ok(paths.has(trace), trace);
  }
  const disk = await soundCopy('golden');
  const overlay = path.join(directory, 'overlay.qcow2');
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', disk, overlay]);
  const { time } = await bootGuest(overlay);
  context.diagnostic(`the guest agent answered after ${(time / 1000).toFixed(1)} s`);
  await rm(disk);
});

test('a copy is whole in the end when the service was killed while it was made', async () => {
  const preparation = await begun('killed');
  await killedWhen('a laid out file system', isLaidOut);
  await killedWhen('a byte of the copy', isWritten);
  const { status, failure, imageId } = await ended(preparation);
  assert.equal(status, 'done', failure ?? '');
  assert.equal((await api.show(imageId))['status'], 'active');
  await rm(await soundCopy('killed'));
});

test('a copy that takes the service down each time is given up, and nothing is left of it', async (context) => {
  const preparation = await begun('fatal');
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) await killedWhen('a laid out file system', isLaidOut);
  const { status, imageId } = await ended(preparation);
  assert.equal(status, 'failed');
  assert.equal((await api.show(imageId))['status'], 'queued');
  const { id } = (await api.list()).find(({ name }) => name === 'used') ?? assert.fail();
  assert.equal((await api.download(id)).sha256, await fileHash(used, 'sha256'));
  await api.delete(imageId);
  context.diagnostic(await collected(service, api));
});
