import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { diskHash } from './disk-hash.ts';
import { ingotOf, type Ingot } from './ingot.ts';
import { judgeArtefact } from './judge-artefact.ts';
import { openScreen } from './screen-window.ts';
import { listenTo, type Heard } from './serial-log.ts';
import { startService, type Service } from './service.ts';
import { softwareDisc } from './software-disc.ts';
import { installByHand } from './typed-by-hand.ts';
import { guestFile, PATH_GUEST } from './path-guest.ts';

/**
 * What an administrator does to publish a desktop image, by the command line, with his hands on the keyboard of the
 * machine: make it, install a package that he brings on a disc, shut it down, clone it, convert it.
 */

/** What the image says of itself. That it has an agent is not said, and found out. */
const SYSTEM = ['--property', 'os_type=linux'];
/** Milliseconds that a guest has until it is asked another way: `machines.guest-patience`. */
const GUEST_PATIENCE = 60_000;

let directory: string;
let service: Service;
let ingot: Ingot;
let pool: string;
let heard: Heard;

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

test('a source machine is made of an image, and runs', async () => {
  await ingot('image', 'create', 'system', '--file', await guestFile(), ...SYSTEM);
  await ingot('image', 'create', 'software', '--file', await softwareDisc(directory));
  await ingot('pool', 'create', 'office', '--directory', pool);
  await ingot('flavor', 'create', 'small', '--vcpus', '1', '--memory', `${PATH_GUEST.memory}MiB`);
  const userData = path.join(directory, 'user-data');
  await writeFile(userData, PATH_GUEST.userData);
  const about = ['--flavor', 'small', '--image', 'system', '--type', 'vdi', '--user-data', userData];
  await ingot('machine', 'create', 'source', ...about, '--start', '--wait');
  const { id, status } = await shown();
  assert.equal(status, 'running');
  heard = await listenTo(service, id);
  assert.ok(await heard(PATH_GUEST.ready, PATH_GUEST.comesUpMs), 'the system did not come up');
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
    await installByHand(await openScreen(browser, url), heard, PATH_GUEST);
  } finally {
    await browser.close();
  }
  await ingot('machine', 'unmount', 'source', 'software');
});

test('it is shut down and cloned to QCOW2 with a snapshot, and stays', async () => {
  const asked = performance.now();
  await ingot('machine', 'stop', 'source', '--wait');
  assert.ok(
    performance.now() - asked < GUEST_PATIENCE,
    'its agent was asked: this guest does not heed the power button',
  );
  const publish = ['--pool', 'office', '--file-type', 'qcow2', '--create-snapshot', '--snapshot-name', 'after'];
  await ingot('machine', 'clone', 'source', 'cloned', ...publish);
  assert.equal((await shown()).status, 'stopped');
  assert.match(await ingot('machine', 'snapshot', 'list', 'source'), / after /);
  await judge('cloned', 'qcow2');
});

test('a conversion that fails leaves the machine as it was', async () => {
  const untouched = await shown();
  const disk = path.join(service.data, 'volumes/disks', `${untouched.disks[0]?.volumeId}.qcow2`);
  const content = await diskHash(disk);
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
  assert.equal(await diskHash(disk), content);
  assert.doesNotMatch(await ingot('desktop-image', 'list'), /refused/);
});

test('it is converted to VHD, and is gone', async () => {
  await ingot('machine', 'convert', 'source', 'converted', '--pool', 'office', '--file-type', 'vhd');
  assert.notEqual((await ingot.outcome(['machine', 'show', 'source'])).status, 0);
  assert.equal(await ingot('volume', 'list', '--json'), '[]\n');
  await judge('converted', 'vhd');
});

async function judge(name: string, fileType: 'qcow2' | 'vhd'): Promise<void> {
  const { id } = await ingot.json<{ id: string }>('desktop-image', 'show', name);
  await judgeArtefact(path.join(pool, `${id}.${fileType}`), ingot);
}
