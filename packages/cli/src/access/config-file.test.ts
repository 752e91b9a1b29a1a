import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CommandError } from '../command/failure.ts';
import { configFile, readConfig, writeConfig, type Config } from './config-file.ts';

let home: string;
before(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'ingot-config-'));
});
after(() => rm(home, { recursive: true }));

const CONTEXT = {
  identityUrl: 'http://h/identity/v3',
  base: 'http://h',
  token: 't',
  expiresAt: '2030-01-01T00:00:00Z',
  user: { id: 'u', name: 'ann' },
  project: { id: 'p', name: 'work' },
};
const CONFIG: Config = { version: 1, current: 'h', contexts: { h: CONTEXT } };

const refusedWith = (key: string) => (error: unknown) => error instanceof CommandError && error.told.key === key;

test('contexts are kept for their owner only, and nothing else is left', async () => {
  const file = configFile({}, home);
  assert.deepEqual(await readConfig(file), { version: 1, current: null, contexts: {} });
  await writeConfig(file, CONFIG);
  await writeConfig(file, CONFIG);
  assert.deepEqual(await readConfig(file), CONFIG);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal((await stat(path.dirname(file))).mode & 0o777, 0o700);
  assert.deepEqual(await readdir(path.dirname(file)), ['config.json']);
});

test('a file that others can read is refused', async () => {
  const file = path.join(home, 'open.json');
  await writeConfig(file, CONFIG);
  await chmod(file, 0o640);
  await assert.rejects(readConfig(file), refusedWith('config.open-to-others'));
});

test('a file of something else is refused', async () => {
  const file = path.join(home, 'other.json');
  for (const text of ['', 'null', '{"version":2}', '{"version":1,"current":null,"contexts":{"a":{}}}']) {
    await writeFile(file, text, { mode: 0o600 });
    await assert.rejects(readConfig(file), refusedWith('config.malformed'), text);
  }
});

test('XDG_CONFIG_HOME says where', () => {
  assert.equal(configFile({ XDG_CONFIG_HOME: '/x' }, '/home/u'), '/x/ingot/config.json');
  assert.equal(configFile({ XDG_CONFIG_HOME: '' }, '/home/u'), '/home/u/.config/ingot/config.json');
});
