import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Volumes } from '../../../volumes/index.ts';
import { startVolumeServer, type VolumeServer } from './testing/volume-server.ts';

let server: VolumeServer;
before(async () => {
  // What is asked for here never gets as far as a volume.
  server = await startVolumeServer({} as Volumes);
});
after(() => server.stop());

const minor = (version: string) => ({ headers: { 'openstack-api-version': version } });

test('whoever knows the address alone learns the versions without a token', async () => {
  const all = await server.send(null, 'GET', `${server.base}/volume/`);
  const one = await server.send(null, 'GET', `${server.base}/volume/v3/`);
  assert.equal(all.status, 300);
  assert.equal(one.status, 200);
  assert.deepEqual(all.body, one.body);
  const { versions } = one.body as { versions: { id: string; links: unknown; version: string; min_version: string }[] };
  assert.deepEqual(versions[0]?.links, [{ rel: 'self', href: `${server.base}/volume/v3/` }]);
  assert.deepEqual([versions[0]?.min_version, versions[0]?.version], ['3.0', '3.71']);
});

test('a minor version is answered as itself, and one that is not served is refused', async () => {
  for (const [header, expected] of [
    ['volume 3.12', 'volume 3.12'],
    ['compute 2.1, Volume 3.60', 'volume 3.60'],
    ['volume latest', 'volume 3.71'],
    ['compute 2.90', 'volume 3.0'],
  ] as const) {
    const { status, headers } = await server.send('owner', 'GET', '/types', minor(header));
    assert.deepEqual([status, headers.get('openstack-api-version')], [200, expected], header);
  }
  for (const [header, status] of [
    ['volume 3.72', 406],
    ['volume 2.0', 406],
    ['volume 3', 400],
    ['volume x.y', 400],
  ] as const) {
    assert.equal((await server.send('owner', 'GET', '/types', minor(header))).status, status, header);
  }
});

test('refusals have the shape that clients know', async () => {
  for (const [method, path, status, fault] of [
    ['GET', '/volumes/none-such', 404, 'itemNotFound'],
    ['GET', '/volumes/', 404, 'itemNotFound'],
    ['GET', '/no-such-thing', 404, 'itemNotFound'],
    ['GET', '/backups', 404, 'itemNotFound'],
    ['GET', '/types/none', 404, 'itemNotFound'],
    ['PATCH', '/volumes', 405, 'badMethod'],
    ['GET', '/volumes?limit=x', 400, 'badRequest'],
    ['POST', '/volumes', 400, 'badRequest'],
  ] as const) {
    const answer = await server.send('owner', method, path);
    const body = answer.body as Record<string, { code: number; message: string }>;
    assert.deepEqual([answer.status, Object.keys(body)], [status, [fault]], `${method} ${path}`);
    assert.equal(body[fault]?.code, status);
    assert.match(body[fault]?.message ?? '', /\.$/);
  }
});

test('a token is needed, and it is for the project in the address', async () => {
  const stranger = await server.send(null, 'GET', '/volumes');
  assert.equal(stranger.status, 401);
  assert.equal(stranger.headers.get('www-authenticate'), `Keystone uri="${server.base}/identity/v3"`);
  const elsewhere = `${server.base}/volume/v3/${server.project('admin')}/types`;
  assert.equal((await server.send('owner', 'GET', elsewhere)).status, 400);
  assert.equal((await server.send('admin', 'GET', elsewhere)).status, 200);
  // From 3.67 on the token alone says which project it is.
  assert.equal((await server.send('owner', 'GET', `${server.base}/volume/v3/types`)).status, 200);
});

test('one type, one zone, no extension', async () => {
  const { volume_types: types } = (await server.send('owner', 'GET', '/types')).body as {
    volume_types: { id: string; name: string }[];
  };
  const [type] = types;
  assert.equal(type?.name, '__DEFAULT__');
  for (const id of [type.id, 'default']) {
    assert.deepEqual((await server.send('owner', 'GET', `/types/${id}`)).body, { volume_type: type });
  }
  assert.deepEqual((await server.send('owner', 'GET', `/types/${type.id}/extra_specs`)).body, { extra_specs: {} });
  assert.deepEqual((await server.send('owner', 'GET', '/os-availability-zone')).body, {
    availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true } }],
  });
  assert.deepEqual((await server.send('owner', 'GET', '/extensions')).body, { extensions: [] });
});
