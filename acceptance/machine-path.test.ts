import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { bootGuest } from './boot-guest.ts';
import { fileHash } from './file-hash.ts';
import { imageApi } from './image-api.ts';
import { ingotOf, type Ingot } from './ingot.ts';
import { run } from './program.ts';
import { openScreen, type ScreenWindow } from './screen-window.ts';
import { startService, type Service } from './service.ts';
import { PACKAGE, softwareDisc } from './software-disc.ts';
import { tinyGuest } from './tiny-guest.ts';

/**
 * What an administrator does to publish a desktop image, by the command line, with his hands on the keyboard of the
 * machine: make it, install a package that he brings on a disc, shut it down, clone it, convert it.
 */

/** A raw disk of Debian with cloud-init and a guest agent, on which the package is really installed. */
const DEBIAN = process.env['INGOT_TEST_GUEST'];
const PASSWORD = 'typed-by-hand-42';
/** Milliseconds: guests are emulated, on a machine that does other things too. */
const PATIENCE = 600_000;
const LOOK_MS = 200;
const TRIES = 5;
/** Milliseconds that a shell has to answer. */
const ANSWER = 20_000;

interface Way {
  /** MiB. */
  readonly memory: number;
  /** For cloud-init. */
  readonly userData: string;
  /** What is on the serial port when somebody can sit down at the screen. */
  readonly ready: RegExp;
  /** What is typed until there is a prompt, each when the picture has settled. */
  readonly signIn: readonly string[];
  readonly install: string;
}

const WAY: Way =
  DEBIAN === undefined
    ? {
        memory: 256,
        userData: '#cloud-config\n',
        ready: /tiny guest up/,
        signIn: ['\n'],
        install: 'cat /mnt/status >>/var/lib/dpkg/status',
      }
    : {
        memory: 1024,
        userData: `#cloud-config\nchpasswd:\n  expire: false\n  users:\n    - {name: root, password: ${PASSWORD}, type: text}\n`,
        ready: /Cloud-init v\.\S+ finished/,
        signIn: ['root\n', `${PASSWORD}\n`],
        install: 'dpkg -i /mnt/package.deb',
      };

let directory: string;
let service: Service;
let ingot: Ingot;
let pool: string;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-path-'));
  pool = path.join(directory, 'pool');
  await mkdir(pool, { mode: 0o755 });
  service = await startService({ data: path.join(directory, 'd') });
  ingot = ingotOf(directory, service.administrator);
});
after(async () => {
  // A guest outlives its service.
  await ingot.outcome(['machine', 'stop', 'source', '--off', '--wait']);
  await service.stop();
  await rm(directory, { recursive: true });
});

interface Machine {
  readonly id: string;
  readonly status: string;
  readonly updatedAt: string;
  readonly disks: readonly { readonly volumeId: string }[];
}

function shown(): Promise<Machine> {
  return ingot.json<Machine>('machine', 'show', 'source');
}

/** Asks until the serial port has said it; by hand, since the command line takes a while to start. */
async function heard(what: RegExp, patience = PATIENCE): Promise<boolean> {
  const { id } = await shown();
  const { token } = await imageApi(service.administrator);
  for (const end = performance.now() + patience; performance.now() < end; await delay(LOOK_MS)) {
    const url = `${service.base}/api/v1/machines/${id}/serial-log?bytes=${2 ** 20}`;
    const answer = await fetch(url, { headers: { 'x-auth-token': token } });
    if (what.test(await answer.text())) return true;
  }
  return false;
}

test('a source machine is made of an image, and runs', async () => {
  const file = DEBIAN ?? (await tinyGuest());
  await ingot('image', 'create', 'system', '--file', file, '--property', 'os_type=linux');
  await ingot('image', 'create', 'software', '--file', await softwareDisc(directory));
  await ingot('pool', 'create', 'office', '--directory', pool);
  await ingot('flavor', 'create', 'small', '--vcpus', '1', '--memory', `${WAY.memory}MiB`);
  const userData = path.join(directory, 'user-data');
  await writeFile(userData, WAY.userData);
  const about = ['--flavor', 'small', '--image', 'system', '--type', 'vdi', '--user-data', userData];
  await ingot('machine', 'create', 'source', ...about, '--start', '--wait');
  assert.equal((await shown()).status, 'running');
  assert.ok(await heard(WAY.ready), 'the system did not come up');
});

test('the screen speaks RFB to whoever has the address', async () => {
  const { url } = await ingot.json<{ url: string }>('machine', 'console', 'source');
  const address = new URL('websocket', url);
  address.protocol = 'ws:';
  const ticket = new URLSearchParams(new URL(url).hash.slice(1)).get('ticket') ?? '';
  const socket = new WebSocket(address, ['binary', `ingot.ticket.${ticket}`]);
  socket.binaryType = 'arraybuffer';
  const [first] = (await once(socket, 'message')) as [{ readonly data: ArrayBuffer }];
  socket.close();
  assert.equal(Buffer.from(first.data).toString(), 'RFB 003.008\n');
});

test('a package is installed by hand, from a disc that is put in', async () => {
  await ingot('machine', 'mount', 'source', 'software');
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const { url } = await ingot.json<{ url: string }>('machine', 'console', 'source');
    const screen = await openScreen(browser, url);
    await signIn(screen);
    await screen.type(`mount -o ro /dev/sr0 /mnt; ${WAY.install} && sync && echo installed >/dev/ttyS0\n`);
    assert.ok(await heard(/^installed/m), 'nothing was installed');
  } finally {
    await browser.close();
  }
  await ingot('machine', 'unmount', 'source', 'software');
});

/** Until somebody answers: a prompt may come later than the picture has settled. */
async function signIn(screen: ScreenWindow): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    for (const line of WAY.signIn) {
      await screen.settled();
      await screen.type(line);
    }
    await screen.settled();
    await screen.type(`echo seated-${tries} >/dev/ttyS0\n`);
    if (await heard(new RegExp(`seated-${tries}`), ANSWER)) return;
  }
  assert.fail('nobody could sign in');
}

test('it is shut down and cloned to QCOW2 with a snapshot, and stays', async () => {
  await ingot('machine', 'stop', 'source', '--wait');
  const publish = ['--pool', 'office', '--file-type', 'qcow2', '--create-snapshot', '--snapshot-name', 'after'];
  await ingot('machine', 'clone', 'source', 'cloned', ...publish);
  assert.equal((await shown()).status, 'stopped');
  assert.match(await ingot('machine', 'snapshot', 'list', 'source'), / after /);
  await judge('cloned', 'qcow2');
});

test('a conversion that fails leaves the machine as it was', async () => {
  const untouched = await shown();
  const disk = path.join(service.data, 'volumes/disks', `${untouched.disks[0]?.volumeId}.qcow2`);
  const content = await fileHash(disk, 'sha256');
  const convert = [
    'machine',
    'convert',
    'source',
    'refused',
    '--pool',
    'office',
    '--profile',
    'vk-cloud-desktop',
    '--must-pass',
  ];
  assert.notEqual((await ingot.outcome(convert)).status, 0);
  const { updatedAt } = untouched;
  assert.deepEqual({ ...(await shown()), updatedAt }, untouched);
  assert.equal(await fileHash(disk, 'sha256'), content);
  assert.doesNotMatch(await ingot('desktop-image', 'list'), /refused/);
});

test('it is converted to VHD, and is gone', async () => {
  await ingot('machine', 'convert', 'source', 'converted', '--pool', 'office', '--file-type', 'vhd');
  assert.notEqual((await ingot.outcome(['machine', 'show', 'source'])).status, 0);
  assert.equal(await ingot('volume', 'list', '--json'), '[]\n');
  await judge('converted', 'vhd');
});

/** Its file boots, is sound for QEMU, and has the package on its disk. */
async function judge(name: string, fileType: 'qcow2' | 'vhd'): Promise<void> {
  const { id } = await ingot.json<{ id: string }>('desktop-image', 'show', name);
  const file = path.join(pool, `${id}.${fileType}`);
  const format = fileType === 'vhd' ? 'vpc' : 'qcow2';
  if (fileType === 'qcow2') await run('qemu-img', ['check', '-f', format, file]);
  const [raw, overlay] = [path.join(directory, 'disk.raw'), path.join(directory, 'overlay.qcow2')];
  await run('qemu-img', ['convert', '-f', format, '-O', 'raw', file, raw]);
  const found = await ingot('inspect', raw, '--json');
  assert.ok(found.includes(`"${PACKAGE}"`), 'the package is not on the disk');
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', file, '-F', format, overlay]);
  // Until its agent answers.
  await bootGuest(overlay);
  await rm(raw);
  await rm(overlay);
}
