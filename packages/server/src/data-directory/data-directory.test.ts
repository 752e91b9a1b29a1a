import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { lockDirectory, openDataDirectory, readWrittenPassword, writeClientFiles } from './index.ts';

let root: string;
before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'ingot-data-'));
});
after(() => rm(root, { recursive: true }));

const ACCESS = {
  authUrl: 'http://127.0.0.1:9292/identity/v3',
  region: 'RegionOne',
  user: { name: 'admin', projectName: 'admin', password: 'Aa0-_x' },
};

test('the directory is made for its owner only', async () => {
  const directory = await openDataDirectory(path.join(root, 'a', 'b'));
  for (const place of [directory.root, directory.keys, directory.store]) {
    assert.equal((await stat(place)).mode & 0o777, 0o700);
  }
});

test('the password can be read back from the openrc that was written, and files are private', async () => {
  const directory = await openDataDirectory(path.join(root, 'files'));
  assert.equal(await readWrittenPassword(directory), null);
  await writeClientFiles(directory, ACCESS);
  assert.equal(await readWrittenPassword(directory), ACCESS.user.password);
  assert.equal((await stat(directory.openrc)).mode & 0o777, 0o600);
  assert.equal((await stat(directory.cloudsYaml)).mode & 0o777, 0o600);
});

test('a shell that sources openrc sees every value as it is', async () => {
  const directory = await openDataDirectory(path.join(root, 'shell'));
  await writeClientFiles(directory, { ...ACCESS, region: "O'Hare $HOME" });
  const shell = spawn('sh', ['-c', '. "$0" && printf %s "$OS_REGION_NAME"', directory.openrc]);
  let printed = '';
  shell.stdout.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  await once(shell, 'close');
  assert.equal(printed, "O'Hare $HOME");
  assert.match(await readFile(directory.openrc, 'utf8'), /^(export OS_[A-Z_]+=.*\n)+$/);
});

test('one process holds the lock; a killed holder leaves it free', async () => {
  const { lock } = await openDataDirectory(path.join(root, 'lock'));
  const program = `
    const { lockDirectory } = await import(${JSON.stringify(path.join(import.meta.dirname, 'directory-lock.ts'))});
    if (!lockDirectory(process.argv[1])) process.exit(3);
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', program, lock]);
  await once(holder.stdout, 'data');
  assert.equal(lockDirectory(lock), null);
  holder.kill('SIGKILL');
  await once(holder, 'close');
  const own = lockDirectory(lock);
  assert.ok(own);
  own.release();
});
