import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileHash } from './file-hash.ts';
import { ingotOf, type Ingot } from './ingot.ts';
import { run } from './program.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

/** Publishing with the command line: pools, what machines hold, files that are there, and what is refused. */
let directory: string;
let service: Service;
let ingot: Ingot;
let disk: string;

const MIB = 2 ** 20;
const SIZE = 8 * MIB;

interface Published {
  readonly imageId: string;
  readonly status: string;
  readonly checks: readonly object[];
}

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-cli-publishing-'));
  service = await startService({ data: path.join(directory, 'data') });
  ingot = ingotOf(directory, service.administrator);
  disk = path.join(directory, 'base.raw');
  await writeFile(disk, [...pseudoRandom('published', 2 * MIB), Buffer.alloc(SIZE - 2 * MIB)]);
  await ingot('image', 'create', 'base', '--file', disk);
  await ingot('flavor', 'create', 'small', '--vcpus', '1', '--memory', '64MiB');
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

async function newMachine(name: string, ...options: string[]): Promise<void> {
  await ingot('machine', 'create', name, '--flavor', 'small', '--image', 'base', ...options, '--wait');
}

/** That a file is the disk, by the eyes of `qemu-img`. */
async function assertIsDisk(file: string, driver: 'qcow2' | 'vpc'): Promise<void> {
  // What is cut off at the end of a disk is zeros: that of a machine has whole GiB.
  const compared = await run('qemu-img', ['compare', '-f', 'raw', '-F', driver, disk, file]);
  assert.match(compared, /identical/);
}

test('pools are made of directories, looked at, renamed and deleted', async () => {
  for (const name of ['main', 'branch']) await mkdir(path.join(directory, name));
  const made = await ingot.json('pool', 'create', 'central', '--directory', path.join(directory, 'main'));
  assert.deepEqual(made['place'], { kind: 'directory', path: path.join(directory, 'main') });
  await ingot('pool', 'create', 'branch', '--directory', path.join(directory, 'branch'));
  assert.equal((await ingot.json('pool', 'set', 'central', '--name', 'main', '--description', 'all'))['name'], 'main');
  assert.match(await ingot('pool', 'list'), /^\S+ +main +0 +0 B +\//m);
  assert.equal((await ingot.json('pool', 'check', 'main'))['usable'], true);
  const absent = await ingot.outcome(['pool', 'create', 'none', '--directory', path.join(directory, 'absent')]);
  assert.equal(absent.status, 1);
  assert.match(absent.stderr, /absent/);
  assert.equal((await ingot.outcome(['pool', 'create', 'none'])).status, 2);
  assert.equal((await ingot.outcome(['pool', 'show', 'none'])).status, 3);
  await rm(path.join(directory, 'branch/.ingot-pool'));
  const broken = await ingot.outcome(['--json', 'pool', 'check', 'branch']);
  assert.deepEqual([broken.status, (JSON.parse(broken.stdout) as { usable: boolean }).usable], [7, false]);
  await ingot('pool', 'delete', 'branch');
  await ingot('pool', 'create', 'branch', '--directory', path.join(directory, 'branch'));
});

test('a machine is cloned as the form says, and its file is downloaded and deployed', async () => {
  await newMachine('office', '--type', 'voi', '--system', 'windows');
  const form = ['--pool', 'main', '--configure', 'dedicated', '--flavor', 'small', '--profile', 'none'];
  const snapshot = ['--create-snapshot', '--snapshot-name', 'as published'];
  const done = await ingot.json<Published>('machine', 'clone', 'office', 'office 1', ...form, ...snapshot);
  assert.deepEqual([done.status, done.checks], ['done', []]);
  const shown = await ingot.json('desktop-image', 'show', 'office 1');
  assert.deepEqual(
    [shown['id'], shown['fileType'], shown['configuration'], shown['sourceName']],
    [done.imageId, 'vhd', { kind: 'dedicated', flavor: 'small' }, 'office'],
  );
  // Of the machine, which stays; it is taken in the background.
  const taken = await ingot.json<readonly { name: string }[]>('machine', 'snapshot', 'list', 'office');
  assert.deepEqual(
    taken.map(({ name }) => name),
    ['as published'],
  );
  const file = path.join(directory, 'office.vhd');
  const fetched = await ingot.json('desktop-image', 'download', 'office 1', file);
  assert.equal(await fileHash(file, 'sha256'), fetched['sha256']);
  await assertIsDisk(file, 'vpc');
  assert.equal((await ingot.outcome(['desktop-image', 'download', 'office 1', file])).status, 5);

  await ingot('desktop-image', 'deploy', 'office 1', 'branch');
  assert.deepEqual(await files('branch'), [`${done.imageId}.vhd`]);
  await ingot('desktop-image', 'download', 'office 1', file, '--pool', 'branch', '--force');
  await ingot('desktop-image', 'withdraw', 'office 1', 'branch');
  assert.deepEqual(await files('branch'), []);
  const general = ['--name', 'office 1a', '--configure', 'general'];
  const changed = await ingot.json('desktop-image', 'set', 'office 1', ...general);
  assert.deepEqual([changed['name'], changed['configuration']], ['office 1a', { kind: 'general' }]);
});

test('what breaks a rule is refused with its name, in the language of who asks', async () => {
  const clone = ['machine', 'clone', 'office', 'no', '--pool', 'main', '--file-type', 'qcow2', '--profile', 'none'];
  const { status, stderr } = await ingot.outcome(clone);
  assert.deepEqual([status, stderr.split('\n').slice(1)], [1, ['Rule: VOI_WINDOWS_REQUIRES_VHD', '']]);
  const russian = await ingot.outcome([...clone, '--lang', 'ru']);
  assert.match(russian.stderr, /^Образ рабочего стола для VOI с Windows должен быть VHD\.$/m);
  assert.match(russian.stderr, /^Правило: VOI_WINDOWS_REQUIRES_VHD$/m);
  const told = JSON.parse((await ingot.outcome(['--json', ...clone])).stderr) as { error: Record<string, string> };
  assert.deepEqual([told.error['code'], told.error['reason']], ['invalid', 'VOI_WINDOWS_REQUIRES_VHD']);
  assert.match(await ingot('desktop-image', 'rules'), /^VOI_WINDOWS_REQUIRES_VHD +voi +windows +- +vhd *$/m);
  const named = await ingot.outcome([...clone, '--snapshot-name', 'x']);
  assert.deepEqual([named.status, /--create-snapshot/.test(named.stderr)], [2, true]);
  const flavored = await ingot.outcome([...clone, '--configure', 'general', '--flavor', 'small']);
  assert.equal(flavored.status, 2);
});

test('a machine is converted while nobody waits, and is gone afterwards', async () => {
  await newMachine('kiosk', '--type', 'tci', '--system', 'linux');
  const convert = ['machine', 'convert', 'kiosk', 'kiosk', '--pool', 'main', '--profile', 'none', '--no-wait'];
  const begun = await ingot.json<{ id: string; imageId: string }>(...convert);
  assert.equal((await ingot.json('publication', 'show', begun.id, '--wait'))['status'], 'done');
  await assertIsDisk(path.join(directory, 'main', `${begun.imageId}.qcow2`), 'qcow2');
  assert.match(await ingot('publication', 'list', '--image', 'kiosk'), new RegExp(`^${begun.id} +convert +done `, 'm'));
  // It is deleted in the background.
  for (let gone = false; !gone;) gone = (await ingot.outcome(['machine', 'show', 'kiosk'])).status === 3;
  const late = await ingot.outcome(['publication', 'cancel', begun.id]);
  assert.equal(late.status, 5);
});

test('a file is uploaded and imported; what is refused leaves no image', async () => {
  const from = ['--file', disk, '--pool', 'main', '--profile', 'none'];
  const refused = await ingot.outcome(['desktop-image', 'import', 'branch office', ...from, '--type', 'voi']);
  assert.match(refused.stderr, /^Rule: VOI_REQUIRES_OS_TYPE$/m);
  assert.equal((await ingot.outcome(['image', 'show', 'branch office'])).status, 3);
  const done = await ingot.json<Published>('desktop-image', 'import', 'branch office', ...from, '--type', 'tci');
  await assertIsDisk(path.join(directory, 'main', `${done.imageId}.qcow2`), 'qcow2');
  const parent = await ingot.outcome(['desktop-image', 'list', '--pool', 'main', '--parent', 'branch office']);
  assert.deepEqual([parent.status, parent.stdout.split('\n').length], [0, 2]);
  await ingot('desktop-image', 'delete', 'branch office');
  assert.ok(!(await files('main')).includes(`${done.imageId}.qcow2`));
  assert.equal((await ingot.outcome(['desktop-image', 'show', 'branch office'])).status, 3);
});

test('names of pools, desktop images and publications are completed', async () => {
  assert.match(await ingot('__complete', 'pool', 'show', 'm'), /^main$/m);
  assert.match(await ingot('__complete', 'desktop-image', 'show', ''), /^kiosk$/m);
  assert.match(await ingot('__complete', 'publication', 'show', ''), /^[\da-f-]{36}$/m);
  assert.match(await ingot('__complete', 'machine', 'clone', 'office', 'x', '--pool', ''), /^branch$/m);
});

/** What lies in a pool, its mark left out. */
async function files(pool: string): Promise<string[]> {
  return (await readdir(path.join(directory, pool))).filter((name) => name !== '.ingot-pool');
}
