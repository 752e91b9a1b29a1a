import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ConfigError, configHelp, loadConfig, type Config } from './index.ts';
import { environmentName, SETTING_KEYS } from './settings.ts';

let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-config-'));
});
after(() => rm(directory, { recursive: true }));

function load(args: string[], environment: Record<string, string> = {}): Config {
  const loaded = loadConfig({ args, environment });
  if (loaded.help) throw new Error('help was not asked for');
  return loaded.config;
}

async function file(text: string): Promise<string> {
  const name = path.join(directory, `${Math.random()}.yaml`);
  await writeFile(name, text);
  return name;
}

test('without any source the defaults hold', () => {
  const config = load([]);
  assert.equal(config.port, 9292);
  assert.equal(config['images.default-visibility'], 'shared');
  assert.equal(config['images.max-size'], 500 * 2 ** 30);
  assert.equal(config['public-url'], 'auto');
});

test('a flag wins over the environment, which wins over the file, which wins over the default', async () => {
  const name = await file('port: 1001\nregion: file\nimages:\n  max-size: 1GiB\nlog.level: warn\n');
  const environment = { INGOT_PORT: '1002', INGOT_REGION: 'environment' };
  const config = load(['--config', name, '--port=1003'], environment);
  assert.equal(config.port, 1003);
  assert.equal(config.region, 'environment');
  assert.equal(config['images.max-size'], 2 ** 30);
  assert.equal(config['log.level'], 'warn');
});

test('a value that is not allowed is refused with key, value, place and what is allowed', async () => {
  const sentence = (message: string) => ({ name: 'ConfigError', message });
  assert.throws(
    () => load(['--port', 'ninety']),
    sentence('port is "ninety" in the option --port, but must be a whole number from 0 to 65535.'),
  );
  assert.throws(
    () => load([], { INGOT_IMAGES_DEFAULT_VISIBILITY: 'secret' }),
    sentence(
      'images.default-visibility is "secret" in the environment variable INGOT_IMAGES_DEFAULT_VISIBILITY, but must be one of shared, private.',
    ),
  );
  const name = await file('images.trash-retention: 7\n');
  assert.throws(
    () => load(['--config', name]),
    sentence(`images.trash-retention is "7" in ${name}, but must be a time with a unit such as 30s, 15m, 12h or 7d.`),
  );
});

test('names that are no setting are refused wherever they stand', async () => {
  assert.throws(() => load(['--prot', '1']), ConfigError);
  assert.throws(() => load(['stray']), ConfigError);
  assert.throws(() => load([], { INGOT_PROT: '1' }), ConfigError);
  const name = await file('prot: 1\n');
  assert.throws(() => load(['--config', name]), ConfigError);
});

test('a missing flag value, a missing file and a file that is no YAML are refused', async () => {
  assert.throws(() => load(['--port']), ConfigError);
  assert.throws(() => load(['--config', path.join(directory, 'absent.yaml')]), ConfigError);
  const name = await file('a: [1\n');
  assert.throws(() => load(['--config', name]), ConfigError);
});

test('sizes, times and lists are read with their units', () => {
  const config = load([
    '--images.max-size=512M',
    '--images.trash-retention=12h',
    '--imports.ports=80, 8080',
    '--imports.allowed-hosts=',
  ]);
  assert.equal(config['images.max-size'], 512 * 2 ** 20);
  assert.equal(config['images.trash-retention'], 12 * 3_600_000);
  assert.deepEqual(config['imports.ports'], [80, 8080]);
  assert.deepEqual(config['imports.allowed-hosts'], []);
  assert.throws(() => load(['--images.max-size=1.5G']), ConfigError);
  assert.throws(() => load(['--imports.ports=80,99999']), ConfigError);
  assert.throws(() => load(['--public-url=ftp://x']), ConfigError);
  assert.deepEqual(load(['--http.trusted-proxies=10.0.0.0/8,::1'])['http.trusted-proxies'], ['10.0.0.0/8', '::1']);
  for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.0/8/8', '::1/200', '1.2.3']) {
    assert.throws(() => load([`--http.trusted-proxies=${wrong}`]), ConfigError, wrong);
  }
  assert.deepEqual(load(['--imports.allowed-hosts=mirror.local,10.0.0.1'])['imports.allowed-hosts'].length, 2);
  assert.throws(() => load(['--imports.allowed-hosts=http://mirror']), ConfigError);
});

test('the help names every setting with its variable, and every default parses back', () => {
  const help = configHelp();
  for (const key of SETTING_KEYS) {
    assert.match(help, new RegExp(`^ {2}--${key}$`, 'm'));
    assert.ok(help.includes(environmentName(key)));
  }
  assert.equal(loadConfig({ args: ['--help'], environment: {} }).help, true);
});

test('an external Keystone needs its address and a password, and an address may come with its version', () => {
  const keystone = ['--identity.provider', 'keystone'];
  assert.throws(() => load(keystone), {
    name: 'ConfigError',
    message:
      'identity.provider is "keystone", which needs identity.keystone.url: address of that Keystone, with or without /v3.',
  });
  const url = ['--identity.keystone.url', 'http://keystone:5000/v3/'];
  assert.throws(() => load([...keystone, ...url]), /which needs identity\.keystone\.password-file: /);
  const config = load([...keystone, ...url, '--identity.keystone.password-file', '/etc/ingot/password']);
  assert.equal(config['identity.keystone.url'], 'http://keystone:5000/v3');
  assert.throws(
    () => load(['--identity.keystone.revocation-interval', '10ms']),
    /must be a time with a unit such as 30s, 15m, 12h or 7d, from 1s to 1h\.$/,
  );
  assert.throws(() => load(['--identity.keystone.url', 'keystone:5000']), /must be an http or https address/);
});

test('no limit is a number below zero, where there may be none', () => {
  assert.equal(load(['--volumes.project-volumes', '-1'])['volumes.project-volumes'], -1);
  assert.throws(() => load(['--volumes.project-volumes', '-2']), /must be a whole number from -1 to/);
});
