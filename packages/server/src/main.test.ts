import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

test('nothing that the service makes is for others, in whatever directory it was put', async (context) => {
  const data = await mkdtemp(path.join(tmpdir(), 'ingot-main-'));
  context.after(() => rm(data, { recursive: true }));
  await chmod(data, 0o755);
  const main = path.join(import.meta.dirname, 'main.ts');
  const program = `process.umask(0o022); process.argv.splice(1, 0, 'node'); await import(${JSON.stringify(main)});`;
  const words = ['--input-type=module', '-e', program, '--', '--data', data, '--port', '0'];
  const service = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(service, 'close');
  context.after(() => service.kill('SIGKILL'));
  const [greeting] = (await once(service.stdout, 'data')) as [Buffer];
  assert.match(greeting.toString(), /is ready/);
  const files = await readdir(data, { recursive: true });
  assert.ok(files.includes('ingot.db') && files.includes('lock.db'));
  for (const file of files) {
    const { mode } = await stat(path.join(data, file));
    assert.equal(mode & 0o007, 0, `${file} is for others: ${mode.toString(8)}`);
  }
  service.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});
