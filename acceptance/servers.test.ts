import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { imageApi } from './image-api.ts';
import { openstack, type Client } from './openstack.ts';
import { startService, type Service } from './service.ts';
import { tinyGuest } from './tiny-guest.ts';

/** Servers with the unmodified OpenStack client: a guest that boots, shows what it says, is imaged, and goes. */
let directory: string;
let service: Service;
let client: Client;
let token: string;
let serverId: string;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-servers-'));
  service = await startService({ data: path.join(directory, 'd') });
  client = openstack(service.administrator);
  ({ token } = await imageApi(service.administrator));
  const file = await tinyGuest();
  await client(['image', 'create', '--disk-format', 'raw', '--container-format', 'bare', '--file', file, 'tiny']);
});

after(async () => {
  // A guest outlives its service.
  if (serverId !== undefined) await endGuest();
  await service.stop();
  await rm(directory, { recursive: true });
});

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

test('flavor create, server create, server list, server show', async () => {
  await client(['flavor', 'create', '--vcpus', '1', '--ram', '256', '--disk', '1', 'tiny']);
  const create = ['server', 'create', '--image', 'tiny', '--flavor', 'tiny', '--property', 'purpose=test'];
  serverId = (await client([...create, 'guest', '-f', 'value', '-c', 'id'])).trim();
  await becomes('ACTIVE');
  assert.match(await client(['server', 'list']), new RegExp(`${serverId} \\| guest +\\| ACTIVE +\\|.*\\| tiny `));
  const shown = JSON.parse(await client(['server', 'show', '-f', 'json', 'guest'])) as Record<string, unknown>;
  assert.deepEqual([shown['status'], shown['name'], shown['properties']], ['ACTIVE', 'guest', { purpose: 'test' }]);
});

test('console log show, console url show', async () => {
  const asked = { 'os-getConsoleOutput': {} };
  const init = { method: 'POST', headers: { 'x-auth-token': token }, body: JSON.stringify(asked) };
  await until(async () => {
    const answer = await fetch(`${service.base}/compute/v2.1/servers/${serverId}/action`, init);
    return ((await answer.json()) as { output: string }).output.includes('tiny guest up');
  });
  assert.match(await client(['console', 'log', 'show', '--lines', '3', 'guest']), /tiny guest up/);
  const address = JSON.parse(await client(['console', 'url', 'show', '-f', 'json', 'guest'])) as { url: string };
  assert.ok(address.url.startsWith(`${service.base}/screens/view#ticket=`), address.url);
  assert.doesNotMatch(await service.log(), new RegExp(new URL(address.url).hash.slice('#ticket='.length, 40)));
});

test('server image create of a guest that runs: an image that is active, and no snapshot left', async () => {
  const image = JSON.parse(
    await client(['server', 'image', 'create', '--name', 'of-guest', '-f', 'json', 'guest']),
  ) as {
    status: string;
  };
  assert.equal(image.status, 'active');
  assert.equal(await client(['volume', 'snapshot', 'list', '-f', 'value']), '');
});

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
