import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileHash } from './file-hash.ts';
import { ingotOf, INGOT_BIN, type Ingot } from './ingot.ts';
import { openstack } from './openstack.ts';
import { createPerson, type Person } from './people.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';

/** A day with the command line: `ingot` as its users run it, against a service, judged by jq and real shells. */
let directory: string;
let service: Service;
let anna: Person;
let boris: Person;
let ingot: Ingot;
let source: string;

const SIZE = 3 * 2 ** 20 + 4096;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-cli-'));
  service = await startService({ data: path.join(directory, 'data') });
  const admin = openstack(service.administrator);
  anna = await createPerson(admin, service.administrator, 'anna');
  boris = await createPerson(admin, service.administrator, 'boris');
  const home = path.join(directory, 'anna');
  await mkdir(home);
  // In a path a program is called by its name.
  await mkdir(path.join(directory, 'bin'));
  await symlink(path.join(INGOT_BIN, 'ingot.js'), path.join(directory, 'bin/ingot'));
  ingot = ingotOf(home, { INGOT_PATH: path.join(directory, 'bin') });
  source = path.join(home, 'win10.raw');
  await writeFile(source, [...pseudoRandom('cli', SIZE)]);
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

test('nobody is signed in at first, and is told how to', async () => {
  const { status, stderr } = await ingot.outcome(['image', 'list']);
  assert.equal(status, 4);
  assert.match(stderr, /^Nobody is signed in\.\nSign in first: ingot login/);
  const russian = await ingot.outcome(['image', 'list'], { environment: { LC_ALL: 'ru_RU.UTF-8' } });
  assert.match(russian.stderr, /^Вход не выполнен\.\nСначала войдите: ingot login/);
});

test('a password is read from the pipe, and a token is kept for its owner only', async () => {
  const { OS_USERNAME: user = '', OS_PASSWORD: password = '', OS_USER_DOMAIN_NAME: domain = '' } = anna.openrc;
  const who = ['--user', user, '--user-domain', domain, '--project-id', anna.projectId, '--name', 'work'];
  const wrong = await ingot.outcome(['login', service.base, ...who, '--secret-stdin'], { input: 'wrong\n' });
  assert.equal(wrong.status, 4);
  const { status, stderr } = await ingot.outcome(['login', service.base, ...who, '--secret-stdin'], {
    input: `${password}\n`,
  });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  const file = path.join(directory, 'anna/.config/ingot/config.json');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.ok(!(await ingot.beside('/bin/cat', file)).includes(password));
  assert.match(await ingot('context', 'list'), /^\* +work +http:\S+ +anna +anna-project/m);
});

test('an image is made from a file, found, changed and downloaded as it was', async () => {
  const made = await ingot.json('image', 'create', 'win10', '--file', source, '--property', 'os_type=windows');
  assert.deepEqual([made['status'], made['size'], made['os_type']], ['active', SIZE, 'windows']);
  const set = ['--name', 'win 10', '--visibility', 'shared', '--tag', 'gold', '--unset', 'os_type', '--protected'];
  const changed = await ingot.json('image', 'set', 'win10', ...set);
  assert.deepEqual(
    [changed['name'], changed['visibility'], changed['tags'], changed['os_type'], changed['protected']],
    ['win 10', 'shared', ['gold'], undefined, true],
  );
  const copy = path.join(directory, 'anna/copy.raw');
  await ingot('image', 'download', 'win 10', copy);
  assert.equal(await fileHash(copy, 'sha256'), await fileHash(source, 'sha256'));
  const again = await ingot.outcome(['image', 'download', 'win 10', copy]);
  assert.deepEqual([again.status, again.stderr.split('\n')[1]], [5, 'Add --force to replace it.']);
});

test('an image is judged by profiles, and what is not known does not pass', async () => {
  const profiles = await ingot.json<{ id: string }[]>('profile', 'list');
  assert.ok(profiles.some(({ id }) => id === 'vk-cloud-desktop'));
  const check = ['image', 'check', 'win 10', '--profile', 'clean-image'];
  const told = await ingot.outcome([...check, '--json']);
  const { status, results } = JSON.parse(told.stdout) as { status: string; results: { verdict: string }[] };
  assert.deepEqual([told.status, status, results.map(({ verdict }) => verdict)], [8, 'done', ['unknown']]);
  const shown = await ingot.outcome(check);
  assert.deepEqual([shown.status, /^clean-image +unknown$/m.test(shown.stdout)], [8, true]);
});

test('a disk in a file is judged without a service, and the exit status tells the verdict', async () => {
  const tree = path.join(directory, 'used');
  const disk = path.join(directory, 'used.raw');
  await mkdir(path.join(tree, 'etc'), { recursive: true });
  await writeFile(path.join(tree, 'etc/os-release'), 'ID=debian\nVERSION_ID=12\n');
  await writeFile(path.join(tree, 'etc/machine-id'), '0123456789abcdef0123456789abcdef\n');
  await ingot.beside('mke2fs', '-q', '-t', 'ext4', '-d', tree, disk, '8M');
  assert.match(await ingot('inspect', disk), /debian|Linux, 12/);
  const judged = await ingot.outcome(['inspect', disk, '--profile', 'clean-image', '--json']);
  const { profiles } = JSON.parse(judged.stdout) as { profiles: { verdict: string }[] };
  assert.deepEqual([judged.status, profiles.map(({ verdict }) => verdict)], [7, ['fail']]);
});

test('two images are compared: what came, what went, what is another version', async () => {
  for (const [name, changedAt, packages] of [
    ['old', 1_700_000_000, { bash: '5.1', nano: '7.2', vim: '9.0' }],
    ['new', 1_700_086_400, { bash: '5.2', vim: '9.0', xrdp: '0.9' }],
  ] as const) {
    const [tree, disk] = [path.join(directory, name), path.join(directory, `${name}.raw`)];
    const status = Object.entries(packages).map(
      ([each, version]) => `Package: ${each}\nStatus: install ok installed\nArchitecture: all\nVersion: ${version}\n\n`,
    );
    await mkdir(path.join(tree, 'etc'), { recursive: true });
    await mkdir(path.join(tree, 'var/lib/dpkg'), { recursive: true });
    await writeFile(path.join(tree, 'etc/os-release'), 'ID=debian\nVERSION_ID=12\n');
    await writeFile(path.join(tree, `etc/${name}`), '');
    const list = path.join(tree, 'var/lib/dpkg/status');
    await writeFile(list, status.join(''));
    // A file of the same size and time of change would be taken for the same.
    await utimes(list, changedAt, changedAt);
    await ingot.beside('mke2fs', '-q', '-t', 'ext4', '-d', tree, disk, '8M');
    await ingot('image', 'create', name, '--file', disk);
  }
  const told = await ingot('image', 'diff', 'old', 'new', '--packages', '--files');
  const line = (sign: string, text: string): RegExp => new RegExp(`^ *\\${sign} +${text}$`, 'm');
  for (const [sign, text] of [
    ['~', 'bash 5.1 → 5.2'],
    ['-', 'nano 7.2'],
    ['+', 'xrdp 0.9'],
    ['+', '/etc/new'],
    ['-', '/etc/old'],
    ['~', '/var/lib/dpkg/status'],
  ] as const) {
    assert.match(told, line(sign, text));
  }
  assert.doesNotMatch(told, /vim/);
  const { found } = await ingot.json<{ found: { systems: object[]; changed: { all: number } } }>(
    'image',
    'diff',
    'old',
    'new',
  );
  assert.equal(found.systems.length, 1);
  assert.ok(found.changed.all > 0);
  const same = await ingot.outcome(['image', 'diff', 'old', 'old']);
  assert.deepEqual([same.status === 0, /is to be compared with another one/.test(same.stderr)], [false, true]);
  for (const name of ['old', 'new']) await ingot('image', 'delete', name);
});

test('a file that is not what it says is refused with the reason, and leaves nothing behind', async () => {
  const fake = path.join(directory, 'anna/fake.qcow2');
  await writeFile(fake, [...pseudoRandom('fake', 2 ** 20)]);
  const { status, stderr } = await ingot.outcome(['image', 'create', 'fake', '--file', fake, '--quiet']);
  assert.equal(status, 1);
  assert.match(stderr, /declared as qcow2, but its content is raw/);
  assert.deepEqual(await ingot.json('image', 'list', '--name', 'fake'), []);
});

test('jq reads the lists, and errors are JSON too', async () => {
  const list = 'ingot.js image list --tag gold --json | jq -r ".[] | [.name, .status, .size] | @tsv"';
  assert.equal(await ingot.beside('/bin/sh', '-ec', list), `win 10\tactive\t${SIZE}\n`);
  const error = 'ingot.js image show nothing --json 2>&1 | jq -r .error.code';
  assert.equal(await ingot.beside('/bin/sh', '-ec', error), 'image.unknown\n');
});

test('an image is shared: offered, accepted, used', async () => {
  const home = path.join(directory, 'boris');
  await mkdir(home);
  // Without a context, as a script does: the variables of an openrc file say who.
  const other = ingotOf(home, boris.openrc);
  const { id } = await ingot.json<{ id: string }>('image', 'show', 'win 10');
  assert.equal((await other.outcome(['image', 'show', id])).status, 3);
  await ingot('image', 'share', 'win 10', boris.projectId);
  assert.deepEqual((await other.json<{ id: string }[]>('image', 'list', '--offered'))[0]?.id, id);
  await other('image', 'accept', id);
  await other('image', 'download', id, path.join(home, 'shared.raw'));
  assert.equal(await fileHash(path.join(home, 'shared.raw'), 'sha256'), await fileHash(source, 'sha256'));
  assert.equal((await other.outcome(['image', 'delete', id])).status, 4);
  await ingot('image', 'unshare', 'win 10', boris.projectId);
  assert.equal((await other.outcome(['image', 'show', id])).status, 3);
  assert.deepEqual(await readdir(home), ['shared.raw']);
});

test('what is deleted comes back from the trash', async () => {
  const { id } = await ingot.json<{ id: string }>('image', 'show', 'win 10');
  assert.equal((await ingot.outcome(['image', 'delete', 'win 10'])).status, 4, 'it is protected');
  await ingot('image', 'set', id, '--unprotected');
  await ingot('image', 'delete', 'win 10');
  assert.match(await ingot('image', 'trash'), new RegExp(`^${id} +win 10 `, 'm'));
  await ingot('image', 'restore', id);
  assert.equal((await ingot.json('image', 'show', id))['status'], 'active');
});

test('a family stands for its newest image, and is rolled back', async () => {
  const family = ['--file', source, '--property', 'family=win'];
  const { id: first } = await ingot.json<{ id: string }>('image', 'create', 'win-1', ...family);
  const { id: second } = await ingot.json<{ id: string }>('image', 'create', 'win-2', ...family);
  const latest = async (): Promise<unknown> => (await ingot.json('image', 'show', 'family:win'))['id'];
  assert.equal(await latest(), second);
  await ingot('family', 'rollback', 'win', '--reason', 'no network');
  assert.equal(await latest(), first);
  const [change] = await ingot.json<{ reason: string; userName: string }[]>('family', 'history', 'win');
  assert.deepEqual([change?.reason, change?.userName], ['no network', 'anna']);
  assert.match(await ingot('family', 'list'), /^win +win-1 +\S+ +yes /m);
  assert.equal((await ingot.json('image', 'where-used', first))['blocksDelete'], true);
  await ingot('family', 'unpin', 'win');
  assert.equal((await ingot.json('image', 'deprecate', second, '--replacement', first))['state'], 'DEPRECATED');
  assert.equal(await latest(), first);
  await ingot('image', 'deprecate', second, '--revoke');
  const copy = await ingot.json('image', 'create', 'copy', '--image', first, '--tag', 'copied');
  assert.deepEqual([copy['status'], copy['size'], copy['tags']], ['active', SIZE, ['copied']]);
  for (const id of [second, first, String(copy['id'])]) await ingot('image', 'delete', id);
});

test('a new version is pushed and pulled by what is different', async () => {
  const changed = path.join(directory, 'anna/changed.raw');
  const bytes = Buffer.concat([...pseudoRandom('cli', SIZE)]);
  bytes.fill(7, 2 ** 20, 2 ** 20 + 4096);
  await writeFile(changed, bytes);
  const image = await ingot.json('push', changed, 'win 10', '--tag', 'pushed');
  assert.deepEqual([image['status'], image['size'], image['tags']], ['active', SIZE, ['pushed']]);
  const copy = path.join(directory, 'anna/copy.raw');
  const { received } = await ingot.json<{ received: number }>('pull', String(image['id']), copy);
  assert.ok(received < SIZE / 4, `${received} bytes for one chunk`);
  assert.equal(await fileHash(copy, 'sha256'), await fileHash(changed, 'sha256'));
  await ingot('image', 'delete', String(image['id']));
});

test('the administrator looks after the store and sets quotas', async () => {
  const admin = ingotOf(path.join(directory, 'anna'), service.administrator);
  const run = await admin.json<{ status: string; kind: string }>('store', 'scrub', '--wait');
  assert.deepEqual([run.kind, run.status], ['scrub', 'succeeded']);
  const dry = await admin.json<{ status: string }>('store', 'gc', '--dry-run', '--wait');
  assert.equal(dry.status, 'succeeded');
  const { store, integrity } = await admin.json<Record<string, Record<string, unknown>>>('store', 'status');
  assert.deepEqual([integrity?.['damagedImages'], typeof store?.['packBytes']], [0, 'number']);
  await admin('quota', 'set', anna.projectId, '--images', '1', '--image-bytes=-1');
  const quotas = await ingot('quota', 'show');
  assert.match(quotas, /^images +1 +1$/m);
  assert.match(quotas, /^imageBytes +3\.00 MiB +-$/m);
  const { status, stderr } = await ingot.outcome(['image', 'create', 'one too many']);
  assert.notEqual(status, 0);
  assert.match(stderr, /image/i);
  assert.equal((await ingot.outcome(['store', 'gc'])).status, 4, 'not for others');
});

test('bash completes commands, options and names of images', async () => {
  const complete = `source <(ingot completion bash)
    completed() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ingot; printf '%s|' "\${COMPREPLY[@]}"; echo; }
    completed ingot im; completed ingot image sh; completed ingot image show w; completed ingot image create x --fo
    completed ingot image create x --format q; completed ingot --json image sho`;
  const shell = `PATH=$INGOT_PATH:$PATH; ${complete}`;
  assert.deepEqual((await ingot.beside('/bin/bash', '-euc', shell)).split('\n'), [
    'image|',
    'show|share|',
    String.raw`win\ 10|`,
    '--format|',
    'qcow2|',
    'show|',
    '',
  ]);
});

test('fish and zsh take their scripts', async () => {
  const fish = `set -p PATH $INGOT_PATH; ingot completion fish | source; complete -C 'ingot image sho'`;
  assert.match(await ingot.beside('/usr/bin/fish', '--no-config', '-c', fish), /^show\tShow an image$/m);
  const zsh = `path=($INGOT_PATH $path); autoload -U compinit; compinit -D -u; source <(ingot completion zsh)
    print $_comps[ingot]`;
  assert.equal(await ingot.beside('/usr/bin/zsh', '-fec', zsh), '_ingot\n');
});

test('signing out makes the token void', async () => {
  await ingot('logout');
  assert.equal((await ingot.outcome(['image', 'list'])).status, 4);
  assert.equal(await ingot('context', 'list'), 'CURRENT  NAME  SERVICE  USER  PROJECT  EXPIRES\n');
});
