import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { imageApi } from './image-api.ts';
import { run } from './program.ts';
import { openstack, type Client } from './openstack.ts';
import { startService, type Service } from './service.ts';
import { tinyGuest } from './tiny-guest.ts';

/** Servers with the unmodified OpenStack client: a guest that boots, shows what it says, is imaged, and goes. */
/** Says of an image that machines of it have an agent, by which file systems are frozen before anything is copied. */
const FROZEN = ['--property', 'hw_qemu_guest_agent=yes', '--property', 'os_require_quiesce=yes'];

let directory: string;
let service: Service;
let client: Client;
let token: string;
let serverId: string;
let publicKey: string;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-servers-'));
  service = await startService({ data: path.join(directory, 'd') });
  client = openstack(service.administrator);
  ({ token } = await imageApi(service.administrator));
  await writeFile(path.join(directory, 'user-data'), USER_DATA);
  const file = await tinyGuest();
  await client([
    'image',
    'create',
    '--disk-format',
    'raw',
    '--container-format',
    'bare',
    ...FROZEN,
    '--file',
    file,
    'tiny',
  ]);
});

after(async () => {
  // A guest outlives its service.
  if (serverId !== undefined) await endGuest();
  await service.stop();
  await rm(directory, { recursive: true });
});

/** Keeps the file system of the guest busy. */
const USER_DATA = `#!/bin/sh
password=of-the-guest
exec 2>/dev/null
while :; do
  for i in 1 2 3 4 5; do mkdir /load.$i; busybox dd if=/dev/zero of=/load.$i/file bs=64k count=8; sync; sleep 0.1; done
  busybox rm -r /load.*
done`;
const ENCODED = Buffer.from(USER_DATA).toString('base64');

/** Of the disk that the guest has its partitions on. */
const GUEST_BYTES = 110 * 2 ** 20;

/** Milliseconds that a guest may take to boot, or to end: emulated, on a busy machine. */
const PATIENCE = 180_000;

/** Asks until it is so. Not by the client, which takes a second to ask. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await isSo())) {
    assert.ok(performance.now() < end, 'it took too long');
    await delay(100);
  }
}

async function endGuest(): Promise<void> {
  const headers = { 'x-auth-token': token };
  await fetch(`${service.base}/compute/v2.1/servers/${serverId}`, { method: 'DELETE', headers });
  await until(async () => !(await fetch(`${service.base}/compute/v2.1/servers/${serverId}`, { headers })).ok);
}

interface Shown {
  readonly status: string;
  readonly fault?: { readonly message: string };
}

async function becomes(wanted: string): Promise<void> {
  const headers = { 'x-auth-token': token };
  await until(async () => {
    const answer = await fetch(`${service.base}/compute/v2.1/servers/${serverId}`, { headers });
    const { server } = (await answer.json()) as { server: Shown };
    assert.notEqual(server.status, 'ERROR', server.fault?.message);
    return server.status === wanted;
  });
}

test('keypair create, list, show, delete', async () => {
  const file = path.join(directory, 'key');
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'anna@example.org', '-f', file]);
  publicKey = (await readFile(`${file}.pub`, 'utf8')).trim();
  await client(['keypair', 'create', '--public-key', `${file}.pub`, 'mine']);
  const made = await client(['keypair', 'create', 'made']);
  assert.match(made, /^-----BEGIN (\w+ )?PRIVATE KEY-----/);
  assert.deepEqual((await client(['keypair', 'list', '-f', 'value', '-c', 'Name'])).trim().split('\n'), [
    'made',
    'mine',
  ]);
  const fingerprint = await run('ssh-keygen', ['-l', '-E', 'md5', '-f', `${file}.pub`]);
  const shown = JSON.parse(await client(['keypair', 'show', '-f', 'json', 'mine'])) as Record<string, unknown>;
  assert.ok(fingerprint.includes(`MD5:${String(shown['fingerprint'])} `), fingerprint);
  await client(['keypair', 'delete', 'made']);
});

test('flavor create, server create, server list, server show', async () => {
  await client(['flavor', 'create', '--vcpus', '1', '--ram', '256', '--disk', '1', 'tiny']);
  const create = ['server', 'create', '--image', 'tiny', '--flavor', 'tiny', '--property', 'purpose=test'];
  const told = ['--key-name', 'mine', '--user-data', path.join(directory, 'user-data')];
  serverId = (await client([...create, ...told, 'guest', '-f', 'value', '-c', 'id'])).trim();
  await becomes('ACTIVE');
  assert.match(await client(['server', 'list']), new RegExp(`${serverId} \\| guest +\\| ACTIVE +\\|.*\\| tiny `));
  const shown = JSON.parse(await client(['server', 'show', '-f', 'json', 'guest'])) as Record<string, unknown>;
  assert.deepEqual([shown['status'], shown['name'], shown['properties']], ['ACTIVE', 'guest', { purpose: 'test' }]);
  assert.deepEqual([shown['key_name'], shown['config_drive']], ['mine', 'True']);
});

/** What the guest writes to its serial port. */
async function serialLog(): Promise<string> {
  const asked = { 'os-getConsoleOutput': {} };
  const init = { method: 'POST', headers: { 'x-auth-token': token }, body: JSON.stringify(asked) };
  const answer = await fetch(`${service.base}/compute/v2.1/servers/${serverId}/action`, init);
  return ((await answer.json()) as { output: string }).output;
}

test('the guest reads the key and the user data on its config drive; nobody else sees the user data', async () => {
  await until(async () => (await serialLog()).includes('tiny guest up'));
  const log = (await serialLog()).replaceAll('\r', '');
  assert.ok(log.includes(`config drive: user_data: ${USER_DATA}`), log);
  const [, metaData = ''] = /config drive: meta_data.json: (.*)/.exec(log) ?? [];
  const { uuid, hostname, meta, keys } = JSON.parse(metaData) as Record<string, unknown>;
  assert.deepEqual([uuid, hostname, meta], [serverId, 'guest', { purpose: 'test' }]);
  assert.deepEqual(keys, [{ name: 'mine', type: 'ssh', data: publicKey }]);
  for (const where of ['/compute/v2.1/servers/detail', `/api/v1/machines/${serverId}`]) {
    const answer = await fetch(service.base + where, { headers: { 'x-auth-token': token } });
    const text = await answer.text();
    assert.ok(text.includes(serverId) && !text.includes(USER_DATA) && !text.includes(ENCODED), text);
  }
  const said = await service.log();
  assert.ok(!said.includes(USER_DATA) && !said.includes(ENCODED));
});

test('console log show, console url show', async () => {
  assert.match(await client(['console', 'log', 'show', '--lines', '3', 'guest']), /tiny guest up/);
  const address = JSON.parse(await client(['console', 'url', 'show', '-f', 'json', 'guest'])) as { url: string };
  assert.ok(address.url.startsWith(`${service.base}/screens/view#ticket=`), address.url);
  assert.doesNotMatch(await service.log(), new RegExp(new URL(address.url).hash.slice('#ticket='.length, 40)));
});

test('server image create of a guest that runs: an image that is active, and no snapshot left', async () => {
  const image = JSON.parse(
    await client(['server', 'image', 'create', '--name', 'of-guest', '-f', 'json', 'guest']),
  ) as {
    id: string;
    status: string;
  };
  assert.equal(image.status, 'active');
  await checkFileSystem(image.id);
  assert.equal(await client(['volume', 'snapshot', 'list', '-f', 'value']), '');
});

/** It was written to all the time, and is as it would be after a shutdown. */
async function checkFileSystem(image: string): Promise<void> {
  const headers = { 'x-auth-token': token, range: `bytes=0-${GUEST_BYTES - 1}` };
  const answer = await fetch(`${service.base}/v2/images/${image}/file`, { headers });
  const disk = path.join(directory, 'disk.raw');
  await writeFile(disk, Buffer.from(await answer.arrayBuffer()));
  const table = await run('sfdisk', ['-d', disk]);
  const start = Number(/start= *(\d+)[^\n]*type=0FC63DAF/.exec(table)?.[1]) * 512;
  await run('e2fsck', ['-fn', `${disk}?offset=${start}`]);
  assert.match(await run('debugfs', ['-R', 'ls /', `${disk}?offset=${start}`]), /load\.1/);
  const features = await run('dumpe2fs', ['-h', `${disk}?offset=${start}`]);
  assert.doesNotMatch(features, /needs_recovery/);
}

test('server stop, add volume, remove volume, delete', async () => {
  await client(['server', 'stop', 'guest']);
  await becomes('SHUTOFF');
  await client(['volume', 'create', '--size', '1', 'more']);
  await client(['server', 'add', 'volume', 'guest', 'more']);
  assert.match(await client(['volume', 'show', '-c', 'status', '-f', 'value', 'more']), /in-use/);
  await client(['server', 'remove', 'volume', 'guest', 'more']);
  await client(['server', 'delete', '--wait', 'guest']);
  assert.equal(await client(['server', 'list', '-f', 'value']), '');
});

test('availability zones and limits', async () => {
  assert.match(await client(['availability', 'zone', 'list', '--compute']), /nova +\| available/);
  assert.match(await client(['limits', 'show', '--absolute', '-f', 'value']), /totalInstancesUsed 0/);
});
