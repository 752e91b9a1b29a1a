import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { imageApi, type ImageApi } from './image-api.ts';
import { ingotOf, type Ingot } from './ingot.ts';
import { installerDisc } from './installer-disc.ts';
import { run as program } from './program.ts';
import { startService, type Service } from './service.ts';
import { tinyGuest } from './tiny-guest.ts';

/**
 * A raw disk with an agent to build on instead of the tiny guest, such as that of a whole Debian: it is restarted, and gets a
 * package as well.
 */
const GUEST = process.env['INGOT_TEST_GUEST'];
/** Milliseconds that a run may take: emulated, on a busy machine. */
const PATIENCE = GUEST === undefined ? 180_000 : 1_800_000;
const SECRET = 'correct horse battery';

let directory: string;
let service: Service;
let ingot: Ingot;
let api: ImageApi;
let base: string;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-recipes-'));
  service = await startService({ data: path.join(directory, 'd') });
  ingot = ingotOf(directory, service.administrator);
  api = await imageApi(service.administrator);
  await ingot('image', 'create', 'guest', '--file', GUEST ?? (await tinyGuest()));
  base = (await api.list()).find(({ name }) => name === 'guest')?.id ?? assert.fail('it was uploaded');
});

after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

interface Run {
  readonly id: string;
  readonly status: string;
  readonly failure: string | null;
  readonly step: number | null;
  readonly imageId: string | null;
  readonly machineId: string | null;
  readonly steps: readonly { readonly place: number; readonly status: string; readonly exitCode: number | null }[];
}

interface Diff {
  readonly found: { readonly unknown: string | null; readonly systems: readonly { readonly packages: unknown }[] };
}

async function call<Answer>(method: string, address: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${service.base}/api/v1${address}`, {
    method,
    headers: { 'x-auth-token': api.token, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${method} ${address}: ${answer.status} ${await answer.clone().text()}`);
  return (await answer.json()) as Answer;
}

function start(document: object, variables: Record<string, string> = {}): Promise<Run> {
  return call('POST', '/recipe-runs', { document: JSON.stringify(document), variables, base: { image: base } });
}

async function until(id: string, isSo: (run: Run) => boolean): Promise<Run> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const run = await call<Run>('GET', `/recipe-runs/${id}`);
    if (isSo(run)) return run;
    assert.ok(performance.now() < end, `the run takes too long: ${JSON.stringify(run)}`);
    await delay(200);
  }
}

const isOver = ({ status }: Run): boolean => ['done', 'failed', 'cancelled'].includes(status);

async function logOf({ id, steps }: Run): Promise<string> {
  const parts = steps.map(({ place }) => call<{ text: string }>('GET', `/recipe-runs/${id}/steps/${place}/log`));
  return (await Promise.all(parts)).map(({ text }) => text).join('');
}

/** Of what runs make, nothing may be left. */
async function leftovers(): Promise<unknown[]> {
  const { machines } = await call<{ machines: unknown[] }>('GET', '/machines');
  const images = (await api.list()).filter(({ status }) => status !== 'active');
  const overlays = (await readdir(path.join(service.data, 'volumes'), { recursive: true })).filter((name) =>
    name.endsWith('.qcow2'),
  );
  return [...machines, ...images, ...overlays];
}

/** A package without anything in it that needs more than dpkg: what the guest cannot fetch is brought along. */
const PACKAGE_STEPS = [
  {
    name: 'Make a package',
    script: [
      'set -eu',
      'mkdir -p /opt/p/DEBIAN',
      String.raw`printf 'Package: from-recipe\nVersion: %s\nArchitecture: all\nMaintainer: nobody\nDescription: nothing\n' "$version" >/opt/p/DEBIAN/control`,
      'dpkg-deb --build /opt/p /opt/p.deb',
      'rm -r /opt/p',
    ].join('\n'),
  },
  { packages: { files: ['/opt/p.deb'] } },
  { reboot: true },
  { script: 'dpkg-query -W from-recipe', name: 'After the restart' },
];

const RECIPE = {
  recipe: 1,
  machine: { bootTimeout: PATIENCE / 1000 },
  variables: { version: { default: '1.0' }, key: { secret: true } },
  steps: [
    { upload: { to: '/opt/recipe/marker', content: 'uploaded\n' } },
    { wait: { file: '/opt/recipe/marker' } },
    {
      name: 'Use the key',
      script: 'echo "version $version, key $key"; cat /opt/recipe/marker; test -n "$key" || exit 1; exit 7',
      successCodes: [7],
    },
    ...(GUEST === undefined ? [] : PACKAGE_STEPS),
  ],
  clean: GUEST === undefined ? false : {},
  check: { profiles: ['clean-image'] },
  publish: { name: 'built {{version}}', family: 'built', held: true },
};

test('a recipe is run twice, to images with the same packages, and tells no secret', async () => {
  const images: string[] = [];
  for (const version of ['1.0', '1.0']) {
    const { id } = await start(RECIPE, { version, key: SECRET });
    const run = await until(id, isOver);
    const log = await logOf(run);
    assert.equal(run.status, 'done', `${run.failure}\n${log}`);
    assert.match(log, /version 1\.0, key \*\*\*\nuploaded\n/);
    assert.deepEqual([run.steps[3]?.exitCode, run.machineId], [7, null]);
    images.push(run.imageId ?? assert.fail('it is done'));
  }
  const [first = '', second = ''] = images;
  const image = await api.show(first);
  assert.deepEqual(
    [image['status'], image['name'], image['os_type'], image['ingot_release']],
    ['active', 'built 1.0', 'linux', 'held'],
  );
  const { found } = await ingot.json<Diff>('image', 'diff', first, second);
  assert.deepEqual([found.unknown, found.systems.length], [null, 1]);
  assert.deepEqual(found.systems[0]?.packages, { known: true, value: { added: [], removed: [], changed: [] } });
  assert.deepEqual(await leftovers(), []);
  // Disks among them are larger than what can be read at once.
  const search = ['--recursive', '--files-with-matches', '--fixed-strings', '--devices=skip'];
  const { status, stdout } = spawnSync('grep', [...search, SECRET, service.data], { encoding: 'utf8' });
  assert.deepEqual([status, stdout], [1, ''], 'the secret lies in files');
});

test('a disc installs a system onto a blank disk, and what it becomes is a desktop image of a family', async () => {
  const pool = path.join(directory, 'pool');
  await mkdir(pool, { mode: 0o755 });
  await ingot('pool', 'create', 'office', '--directory', pool);
  const { id: poolId } = await ingot.json<{ id: string }>('pool', 'show', 'office');
  const size = ['--vcpus', '1', '--memory', '256MiB'];
  const { id: flavor } = await ingot.json<{ id: string }>('flavor', 'create', 'small', ...size);
  await ingot('image', 'create', 'installer', '--file', await installerDisc(await tinyGuest(), directory));
  const { id: iso } = await ingot.json<{ id: string }>('image', 'show', 'installer');
  const desktop = { imageType: 'tci', pool: poolId, configuration: { kind: 'dedicated', flavor: 'small' } };
  const recipe = {
    recipe: 1,
    base: { iso },
    machine: { flavor, diskGib: 1, os: 'linux', network: 'none', bootTimeout: PATIENCE / 1000 },
    steps: [{ name: 'Look', script: 'cat /etc/hostname; echo built >/etc/image-build; ls /dev/vda3' }],
    clean: false,
    publish: { name: 'kiosk', family: 'kiosks', desktop },
  };
  // What could not be published is not built.
  const refused = { ...recipe, publish: { ...recipe.publish, desktop: { ...desktop, fileType: 'vhd' } } };
  await assert.rejects(call('POST', '/recipe-runs', { document: JSON.stringify(refused) }), /TCI_REQUIRES_QCOW2/);

  const { id } = await call<Run>('POST', '/recipe-runs', { document: JSON.stringify(recipe) });
  const run = await until(id, isOver);
  const log = await logOf(run);
  assert.equal(run.status, 'done', `${run.failure}\n${log}`);
  assert.match(log, /^tiny\n\/dev\/vda3\n/m);
  assert.match(log, /Family kiosks stands for it/);
  const shown = await ingot.json<{ id: string }>('desktop-image', 'show', 'family:kiosks');
  assert.partialDeepStrictEqual(shown, {
    id: run.imageId,
    name: 'kiosk',
    fileType: 'qcow2',
    status: 'active',
    configuration: desktop.configuration,
  });
  const file = path.join(pool, `${run.imageId}.qcow2`);
  await program('qemu-img', ['check', '-f', 'qcow2', file]);
  assert.deepEqual(await leftovers(), []);
});

test('a run whose step fails leaves nothing but the reason, which the command line shows as it goes', async () => {
  const steps = [{ name: 'Fail', scriptFile: 'fail.sh' }, { reboot: true }];
  await writeFile(path.join(directory, 'fail.sh'), 'echo "oh no, $key" >&2; exit 3');
  const recipe = { recipe: 1, variables: { key: { secret: true } }, steps, publish: { name: 'never' } };
  await writeFile(path.join(directory, 'fail.json'), JSON.stringify(recipe));
  await ingot('recipe', 'create', 'failing', 'fail.json');
  assert.match(await ingot('recipe', 'show', 'failing', '--document'), /echo .*oh no/);
  const words = ['recipe', 'run', 'failing', '--base', 'guest', '--secret', 'key', '--wait'];
  const { status, stderr } = await ingot.outcome(words, { environment: { key: SECRET } });
  assert.deepEqual(
    [status, /Step 1: Fail\noh no, \*\*\*\nIt ended with exit code 3\.\n/.test(stderr)],
    [1, true],
    stderr,
  );
  const [summary] = await ingot.json<{ id: string }[]>('recipe', 'runs', '--recipe', 'failing');
  const run = await until(summary?.id ?? assert.fail('it was run'), isOver);
  assert.deepEqual([run.status, run.failure, run.step], ['failed', 'It ended with exit code 3.', 1]);
  assert.deepEqual(
    run.steps.map((step) => step.status),
    ['done', 'failed', 'skipped', 'skipped', 'skipped'],
  );
  assert.match(await ingot('recipe', 'log', run.id, '--step', '1'), /^oh no, \*\*\*\nIt ended with exit code 3\.\n/);
  assert.deepEqual(await leftovers(), []);
});

test('a run that the service died of is undone, and one that waits can be cancelled', async () => {
  const steps = [{ name: 'Wait', script: 'echo begun; sleep 600' }];
  const recipe = { recipe: 1, steps, publish: { name: 'never' } };
  const { id } = await start(recipe);
  await until(id, ({ steps: [, step] }) => step?.status === 'running');
  await service.kill();
  service = await startService({ data: service.data });
  api = await imageApi(service.administrator);
  const run = await until(id, isOver);
  assert.equal(run.status, 'failed');
  assert.match(run.failure ?? '', /start it again/);
  assert.deepEqual(await leftovers(), []);

  const cancelled = await start(recipe);
  await until(cancelled.id, ({ status }) => status !== 'queued');
  await call('POST', `/recipe-runs/${cancelled.id}/cancel`, {});
  assert.equal((await until(cancelled.id, isOver)).status, 'cancelled');
  assert.deepEqual(await leftovers(), []);
});
