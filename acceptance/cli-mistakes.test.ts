import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ingotOf, INGOT_BIN, type Ingot } from './ingot.ts';
import { startService, type Service } from './service.ts';

/** What people do wrong at the command line, and what they read then; what they begin and break off. */
let directory: string;
let service: Service;
let ingot: Ingot;

/** Takes long enough to upload that somebody can change his mind. */
const LARGE = 512 * 2 ** 20;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-mistakes-'));
  service = await startService({ data: path.join(directory, 'data') });
  ingot = ingotOf(directory, service.administrator);
  await writeFile(path.join(directory, 'small.raw'), Buffer.alloc(4096, 'raw'));
  await writeFile(path.join(directory, 'large.raw'), '');
  await truncate(path.join(directory, 'large.raw'), LARGE);
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

const MISTYPED: readonly [line: string, ...said: string[]][] = [
  ['imgae list', 'There is no command "imgae".', 'Did you mean: image?', 'See: ingot --help'],
  ['image lst', 'There is no command "image lst".', 'Did you mean: image list?', 'See: ingot image --help'],
  ['image frob', 'There is no command "image frob".', 'See: ingot image --help'],
  [
    'image list --visiblity all',
    'There is no option --visiblity here.',
    'Did you mean: --visibility?',
    'See: ingot image list --help',
  ],
  ['image list -l', 'There is no option -l here.', 'See: ingot image list --help'],
  ['--jsno image list', 'There is no option --jsno here.', 'Did you mean: --json?', 'See: ingot image list --help'],
  ['-V', 'There is no option -V here.', 'See: ingot --help'],
  ['image show', 'The argument image is missing.', 'See: ingot image show --help'],
  [
    'image share small demo',
    '"demo" is no id of a project; the list of projects has them: openstack project list.',
    'See: ingot image share --help',
  ],
  ['push .', '. is not a plain file.', 'See: ingot push --help'],
];

for (const [line, ...said] of MISTYPED) {
  test(`ingot ${line}`, async () => {
    const { status, stdout, stderr } = await ingot.outcome(line.split(' '));
    assert.deepEqual([status, stdout, stderr.trimEnd().split('\n')], [2, '', said]);
  });
}

test('programs are told the same on one line', async () => {
  const { stderr } = await ingot.outcome(['image', 'list', '--visiblity', 'all', '--json']);
  assert.deepEqual(JSON.parse(stderr), {
    error: {
      code: 'usage.unknown-option',
      message: 'There is no option --visiblity here.',
      hint: 'Did you mean: --visibility? See: ingot image list --help',
    },
  });
});

test('-h is what everybody tries first', async () => {
  assert.equal(await ingot('image', 'list', '-h'), await ingot('image', 'list', '--help'));
  assert.equal(await ingot('-h'), await ingot('--help'));
});

test('a file or directory that is not there is named as it was written', async () => {
  const missing = await ingot.outcome(['image', 'create', 'x', '--file', 'missing.raw']);
  assert.deepEqual([missing.status, missing.stderr], [1, 'There is no file missing.raw.\n']);
  await ingot('image', 'create', 'small', '--file', 'small.raw');
  for (const fetch of [['image', 'download'], ['image', 'export'], ['pull']]) {
    const { status, stderr } = await ingot.outcome([...fetch, 'small', 'nowhere/x.raw', '--quiet']);
    assert.deepEqual([status, stderr], [1, 'There is no directory nowhere.\n']);
  }
});

test('a wrong password is not told to sign in first', async () => {
  const { status, stderr } = await ingot.outcome(['image', 'list'], { environment: { OS_PASSWORD: 'wrong' } });
  assert.deepEqual(
    [status, stderr],
    [4, 'Signing in was refused: the user, the secret or the project is not right.\n'],
  );
});

test('a refused file is told as such when its image was to be protected, and leaves nothing behind', async () => {
  const create = ['image', 'create', 'kept', '--file', 'small.raw', '--format', 'qcow2', '--protected', '--quiet'];
  const { status, stderr } = await ingot.outcome(create);
  assert.deepEqual([status, /declared as qcow2/.test(stderr)], [1, true]);
  assert.deepEqual(await ingot.json('image', 'list', '--name', 'kept'), []);
});

test('an answer that does not fit on the disk is no fault of ours', async () => {
  const list = 'ingot.js image list >/dev/full 2>said; echo "$?"; cat said; ingot.js --help | head -n 1';
  const [status, ...said] = (await ingot.beside('/bin/bash', '-c', list)).split('\n');
  assert.deepEqual(
    [status, ...said],
    ['1', 'The disk is full.', 'ingot: the command line of the Ingot image service.', ''],
  );
});

test('who stops reading how an upload goes does not stop the upload', async () => {
  const script = 'ingot.js image create unseen --file small.raw 2>&1 >/dev/null | true; exit "${PIPESTATUS[0]}"';
  await ingot.beside('/bin/bash', '-c', script);
  const [image] = await ingot.json<{ status: string }[]>('image', 'list', '--name', 'unseen');
  assert.equal(image?.status, 'active');
});

test('Ctrl-C takes an upload back', async () => {
  assert.equal(await interrupted(uploading(process.execPath, 'broken-off')), 130);
  assert.deepEqual(await ingot.json('image', 'list', '--name', 'broken-off'), []);
});

const OLD_NODE = '/usr/bin/node';

test('the Node of the system starts it, too, by a link in the path', { skip: !isOld() && 'it is new' }, async () => {
  const link = path.join(directory, 'ingot');
  await symlink(path.join(INGOT_BIN, 'ingot.js'), link);
  const environment = { PATH: '/usr/bin:/bin', HOME: directory };
  assert.match(execFileSync(link, ['--version'], { env: environment, encoding: 'utf8' }), /^ingot \d/);
  assert.equal(await interrupted(uploading(OLD_NODE, 'broken-off')), 130);
  assert.deepEqual(await ingot.json('image', 'list', '--name', 'broken-off'), []);
});

/** Whether the Node of the system cannot replace its process by another, which 22.15 and later can. */
function isOld(): boolean {
  try {
    return execFileSync(OLD_NODE, ['-p', '"execve" in process'], { encoding: 'utf8' }) === 'false\n';
  } catch {
    return false;
  }
}

function uploading(node: string, name: string): ChildProcess {
  const words = [path.join(INGOT_BIN, 'ingot.js'), 'image', 'create', name, '--file', 'large.raw'];
  const environment = { ...service.administrator, HOME: directory, PATH: '/usr/bin:/bin' };
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  return spawn(node, words, { cwd: directory, env: environment, stdio: [...stdio], detached: true });
}

/** Presses Ctrl-C when the upload has begun: a terminal signals the whole group. @returns how it ends */
async function interrupted(upload: ChildProcess): Promise<number | NodeJS.Signals | null> {
  assert.ok(upload.stderr && upload.pid);
  const ended = once(upload, 'exit');
  await once(upload.stderr, 'data');
  process.kill(-upload.pid, 'SIGINT');
  await ended;
  return upload.exitCode ?? upload.signalCode;
}
