import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openWorld, type VolumeWorld } from '../../../volumes/testing/volume-world.ts';
import { startVolumeServer, type Answer, type VolumeServer } from './testing/volume-server.ts';
import type { WireVolumeDetail } from './volume-schema.ts';

/** The API over the real domain. */
async function open(context: TestContext): Promise<{ server: VolumeServer; world: VolumeWorld }> {
  const world = await openWorld(context);
  const server = await startVolumeServer(world.volumes);
  context.after(() => server.stop());
  return { server, world };
}

type Scene = Awaited<ReturnType<typeof open>>;

/** Sends what has to be accepted. @returns the only value of the answer. */
async function sent<Value>({ server }: Scene, method: string, path: string, json?: unknown): Promise<Value> {
  const { status, body } = await server.send('owner', method, path, { json });
  assert.ok(status < 300, `${method} ${path} answered ${status}: ${JSON.stringify(body)}`);
  return Object.values((body ?? {}) as Record<string, Value>)[0] as Value;
}

async function created(scene: Scene, wanted: object = {}): Promise<WireVolumeDetail> {
  const { id, status } = await sent<WireVolumeDetail>(scene, 'POST', '/volumes', { volume: { size: 1, ...wanted } });
  assert.equal(status, 'creating');
  await scene.world.idle();
  return sent(scene, 'GET', `/volumes/${id}`);
}

/** @param argument of the action. */
async function act({ server }: Scene, id: string, action: string, argument: unknown = {}): Promise<Answer> {
  return server.send('owner', 'POST', `/volumes/${id}/action`, { json: { [action]: argument } });
}

function messageOf({ body }: Answer): string {
  return Object.values(body as Record<string, { message: string }>)[0]?.message ?? '';
}

test('a volume on the wire', async (context) => {
  const scene = await open(context);
  const { server } = scene;
  const volume = await created(scene, { name: 'data', metadata: { a: 'b' } });
  const { id, links, created_at: at, updated_at: _updated, user_id: _user, ...rest } = volume;
  assert.deepEqual(rest, {
    name: 'data',
    status: 'available',
    size: 1,
    description: null,
    availability_zone: 'nova',
    volume_type: '__DEFAULT__',
    bootable: 'false',
    encrypted: false,
    multiattach: false,
    snapshot_id: null,
    source_volid: null,
    attachments: [],
    metadata: { a: 'b' },
    replication_status: null,
    consistencygroup_id: null,
    'os-vol-tenant-attr:tenant_id': server.project('owner'),
  });
  assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
  const address = `${server.base}/volume/v3/${server.project('owner')}/volumes/${id}`;
  assert.deepEqual(links, [{ rel: 'self', href: address }]);
  const headers = { 'openstack-api-version': 'volume 3.65' };
  const newer = (await server.send('admin', 'GET', `/volumes/${id}`, { headers })).body as { volume: object };
  for (const key of ['group_id', 'provider_id', 'shared_targets', 'cluster_name', 'volume_type_id', 'consumes_quota']) {
    assert.ok(key in newer.volume && !(key in volume), key);
  }
  assert.equal((newer.volume as WireVolumeDetail)['os-vol-host-attr:host'], 'first@ingot#ingot');
});

test('a list goes on from page to page, and sums up', async (context) => {
  const scene = await open(context);
  const { server } = scene;
  const ids = [await created(scene), await created(scene), await created(scene)].map(({ id }) => id);
  const found: string[] = [];
  let next: string | undefined = '/volumes?limit=2';
  for (let page = 0; next !== undefined; page++) {
    assert.ok(page < 3);
    const body = (await server.send('owner', 'GET', next)).body as {
      volumes: { id: string }[];
      volumes_links?: { href: string }[];
    };
    found.push(...body.volumes.map(({ id }) => id));
    next = body.volumes_links?.[0]?.href;
  }
  assert.deepEqual(found, ids.toReversed());
  const nobody = '/volumes?marker=3f2f0a6e-7b8d-4a7e-9c55-0d8a5f3a1b2c';
  assert.equal((await server.send('owner', 'GET', nobody)).status, 404);
  assert.equal((await server.send('owner', 'GET', '/volumes/summary')).status, 404);
  const headers = { 'openstack-api-version': 'volume 3.36' };
  await sent(scene, 'POST', `/volumes/${ids[0]}/metadata`, { metadata: { Type: 'work' } });
  assert.deepEqual((await server.send('owner', 'GET', '/volumes/summary', { headers })).body, {
    'volume-summary': { total_count: 3, total_size: 3, metadata: { Type: ['work'] } },
  });
  assert.deepEqual(await sent(scene, 'GET', `/volumes?metadata={'Type': 'work'}&sort=id`), [
    {
      id: ids[0],
      name: null,
      links: [{ rel: 'self', href: `${server.base}/volume/v3/${server.project('owner')}/volumes/${ids[0]}` }],
    },
  ]);
});

test('metadata of a volume and of a snapshot', async (context) => {
  const scene = await open(context);
  const { id: volumeId } = await created(scene);
  const snapshot = await sent<{ id: string }>(scene, 'POST', '/snapshots', { snapshot: { volume_id: volumeId } });
  await scene.world.idle();
  for (const owner of [`/volumes/${volumeId}`, `/snapshots/${snapshot.id}`]) {
    const all = `${owner}/metadata`;
    assert.deepEqual(await sent(scene, 'POST', all, { metadata: { a: '1', b: '2' } }), { a: '1', b: '2' });
    assert.deepEqual(await sent(scene, 'PUT', `${all}/a`, { meta: { a: '3' } }), { a: '3' });
    assert.deepEqual(await sent(scene, 'GET', `${all}/a`), { a: '3' });
    assert.equal((await scene.server.send('owner', 'PUT', `${all}/a`, { json: { meta: { b: '3' } } })).status, 400);
    await sent(scene, 'DELETE', `${all}/a`);
    assert.equal((await scene.server.send('owner', 'DELETE', `${all}/a`)).status, 404);
    assert.deepEqual(await sent(scene, 'GET', all), { b: '2' });
    assert.deepEqual(await sent(scene, 'PUT', all, { metadata: {} }), {});
  }
});

test('actions change a volume', async (context) => {
  const scene = await open(context);
  const { id } = await created(scene);
  const show = (): Promise<WireVolumeDetail> => sent(scene, 'GET', `/volumes/${id}`);
  assert.equal((await act(scene, id, 'os-set_bootable', { bootable: 'True' })).status, 200);
  assert.equal((await show()).bootable, 'true');
  assert.deepEqual((await act(scene, id, 'os-set_image_metadata', { metadata: { os: 'x', v: '1' } })).body, {
    metadata: { os: 'x', v: '1' },
  });
  assert.equal((await act(scene, id, 'os-unset_image_metadata', { key: 'v' })).status, 200);
  assert.deepEqual((await act(scene, id, 'os-show_image_metadata')).body, { metadata: { os: 'x' } });
  assert.deepEqual((await show()).volume_image_metadata, { os: 'x' });
  for (const readonly of [true, false]) {
    assert.equal((await act(scene, id, 'os-update_readonly_flag', { readonly })).status, 202);
    assert.equal((await show()).metadata['readonly'], readonly ? 'True' : 'False');
  }
  assert.equal((await act(scene, id, 'os-extend', { new_size: 2 })).status, 202);
  await scene.world.idle();
  assert.equal((await show()).size, 2);
  assert.equal((await act(scene, id, 'os-reserve')).status, 202);
  const machine = { instance_uuid: id, mountpoint: '/dev/vdb' };
  assert.equal((await act(scene, id, 'os-attach', machine)).status, 202);
  const { status, attachments } = await show();
  assert.deepEqual([status, attachments[0]?.device, attachments[0]?.server_id], ['in-use', '/dev/vdb', id]);
  assert.equal((await act(scene, id, 'os-detach')).status, 202);
  assert.equal((await show()).status, 'available');
});

test('an image of a volume', async (context) => {
  const scene = await open(context);
  const { id } = await created(scene, { name: 'root' });
  const wanted = { image_name: 'golden', force: false, visibility: 'public' };
  const uploading = await act(scene, id, 'os-volume_upload_image', wanted);
  const answer = (uploading.body as Record<string, Record<string, unknown>>)['os-volume_upload_image'];
  assert.deepEqual(
    [uploading.status, answer?.['status'], answer?.['image_name'], answer?.['disk_format'], answer?.['visibility']],
    [202, 'uploading', 'golden', 'raw', undefined],
  );
  await scene.world.idle();
  assert.equal((await sent<WireVolumeDetail>(scene, 'GET', `/volumes/${id}`)).status, 'available');
});

test('what is refused says why', async (context) => {
  const scene = await open(context);
  const { server } = scene;
  const { id } = await created(scene);
  for (const [action, argument, status, message] of [
    ['os-retype', { new_type: 'fast' }, 400, /one volume type/],
    ['os-levitate', {}, 400, /no such action: os-levitate/],
    ['constructor', {}, 400, /no such action/],
    ['os-extend', { new_size: 0 }, 400, /at least 1/],
    ['os-extend', { new_size: null }, 400, /whole number/],
    ['os-unreserve', {}, 400, /must be attaching/],
    ['os-set_bootable', {}, 400, /true or false/],
    ['os-reset_status', { status: 'in-use' }, 400, /available or maintenance or error/],
    ['os-reset_status', { status: 'error' }, 403, /administrators/i],
    ['os-unset_image_metadata', { key: 'none' }, 404, /no metadata with the key none/],
    ['os-volume_upload_image', {}, 400, /image_name/],
    ['os-volume_upload_image', { image_name: 'x', disk_format: 'gif' }, 400, /disk_format is "gif"/],
  ] as const) {
    const answer = await act(scene, id, action, argument);
    assert.equal(answer.status, status, `${action}: ${JSON.stringify(answer.body)}`);
    assert.match(messageOf(answer), message);
  }
  assert.equal((await server.send('owner', 'POST', `/volumes/${id}/action`, { json: { a: 1, b: 2 } })).status, 400);
  // Whatever is wanted of it: there is no such volume.
  const nobody = '3f2f0a6e-7b8d-4a7e-9c55-0d8a5f3a1b2c';
  for (const action of ['os-retype', 'os-reserve', 'os-extend']) {
    assert.equal((await act(scene, nobody, action, { new_size: 2 })).status, 404, action);
  }
  const smaller = { volume: { size: 1, source_volid: nobody } };
  assert.equal((await server.send('owner', 'POST', '/volumes', { json: smaller })).status, 404);
  const unlimited = await server.send('owner', 'POST', '/volumes', { json: { volume: { size: 1000 } } });
  assert.equal(unlimited.status, 413);
  assert.deepEqual(Object.keys(unlimited.body as object), ['overLimit']);
});

test('limits and quotas', async (context) => {
  const scene = await open(context);
  const { server } = scene;
  await created(scene);
  const limits = await sent<{ absolute: Record<string, number> }>(scene, 'GET', '/limits');
  assert.deepEqual(
    [limits.absolute['maxTotalVolumes'], limits.absolute['totalVolumesUsed'], limits.absolute['totalGigabytesUsed']],
    [20, 1, 1],
  );
  const own = `/os-quota-sets/${server.project('owner')}`;
  const set = await sent<Record<string, unknown>>(scene, 'GET', own);
  assert.deepEqual([set['id'], set['volumes'], set['backups']], [server.project('owner'), 20, 0]);
  const used = await sent<Record<string, unknown>>(scene, 'GET', `${own}?usage=True`);
  assert.deepEqual(used['volumes'], { limit: 20, in_use: 1, reserved: 0 });
  for (const [quota, message] of [
    [{ backups: 5 }, /no limit backups/],
    [{ volumes: 'many' }, /whole number/],
    [{ volumes: -2 }, /whole number/],
  ] as const) {
    const answer = await server.send('admin', 'PUT', own, { json: { quota_set: quota } });
    assert.equal(answer.status, 400);
    assert.match(messageOf(answer), message);
  }
  assert.equal((await server.send('owner', 'PUT', own, { json: { quota_set: { volumes: 1 } } })).status, 403);
});
