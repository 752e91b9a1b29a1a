import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { after, before, it } from 'node:test';
import { startImageApi, type ImageApi, type Who } from './testing/image-api.ts';

let api: ImageApi;
let source: Server;
let sourceUrl: string;
before(async () => {
  api = await startImageApi();
  source = createServer((request, response) => {
    if (request.url === '/disk.raw') response.end('downloaded bytes');
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(source, 'listening');
  sourceUrl = `http://127.0.0.1:${(source.address() as AddressInfo).port}`;
});
after(async () => {
  source.close();
  await api.stop();
});

interface Task {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly request_id: string;
  readonly image_id: string;
  readonly message: string;
  readonly input: { readonly import_req: object };
}

async function imageOf(id: string): Promise<Record<string, unknown>> {
  return (await (await api.send('owner', 'GET', `/v2/images/${id}`)).json()) as Record<string, unknown>;
}

async function tasksOf(id: string): Promise<readonly Task[]> {
  return ((await (await api.send('owner', 'GET', `/v2/images/${id}/tasks`)).json()) as { tasks: Task[] }).tasks;
}

/** As clients wait: by asking. */
async function ended(id: string): Promise<Task> {
  for (;;) {
    const [task] = await tasksOf(id);
    if (task?.status === 'success' || task?.status === 'failure') return task;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function start(id: string, json: unknown, who: Who = 'owner'): Promise<Response> {
  return api.send(who, 'POST', `/v2/images/${id}/import`, { json });
}

it('staged data is imported by glance-direct', async () => {
  const { id } = await api.newImage();
  assert.equal((await start(id, { method: { name: 'glance-direct' } })).status, 409);
  assert.equal((await api.send('owner', 'PUT', `/v2/images/${id}/stage`, { body: 'staged' })).status, 204);
  assert.equal((await imageOf(id))['status'], 'uploading');
  const answer = await start(id, { method: { name: 'glance-direct' }, stores: ['local'], all_stores: true });
  assert.equal(answer.status, 202);
  assert.equal(await answer.text(), '');
  const task = await ended(id);
  assert.partialDeepStrictEqual(task, {
    type: 'api_image_import',
    status: 'success',
    image_id: id,
    request_id: answer.headers.get('x-openstack-request-id'),
    input: { import_req: { method: { name: 'glance-direct' } } },
  });
  assert.partialDeepStrictEqual(await imageOf(id), { status: 'active', size: 6 });
  assert.equal((await start(id, { method: { name: 'glance-direct' } })).status, 409);
});

it('web-download takes what the address gives', async () => {
  const { id } = await api.newImage();
  assert.equal((await start(id, { method: { name: 'web-download', uri: `${sourceUrl}/disk.raw` } })).status, 202);
  assert.equal((await ended(id)).status, 'success');
  assert.partialDeepStrictEqual(await imageOf(id), { status: 'active', size: 16 });
});

it('a download that fails leaves the image queued and says why', async () => {
  const { id } = await api.newImage();
  assert.equal((await start(id, { method: { name: 'web-download', uri: `${sourceUrl}/none` } })).status, 202);
  const task = await ended(id);
  assert.equal(task.status, 'failure');
  assert.match(task.message, /404/);
  const image = await imageOf(id);
  assert.equal(image['status'], 'queued');
  assert.equal(image['os_glance_failed_import'], 'local');
  assert.match(String(image['os_glance_failure_reason']), /404/);
});

it('a request that makes no sense is 400', async () => {
  const { id } = await api.newImage();
  for (const body of [
    {},
    { method: 'web-download' },
    { method: {} },
    { method: { name: 'copy-image' } },
    { method: { name: 'glance-download' } },
    { method: { name: 'web-download' } },
    { method: { name: 'web-download', uri: 'file:///etc/passwd' } },
    { method: { name: 'web-download', uri: 'http://169.254.169.254/latest' } },
    { method: { name: 'glance-direct' }, all_stores: 'yes' },
    { method: { name: 'glance-direct' }, all_stores_must_succeed: false },
  ]) {
    assert.equal((await start(id, body)).status, 400, JSON.stringify(body));
  }
  assert.equal((await start(id, { method: { name: 'glance-direct' } }, 'other')).status, 404);
  assert.equal((await start('debian', { method: { name: 'glance-direct' } })).status, 404);
});

it('administrators see all tasks page by page, others none', async () => {
  assert.equal((await api.send('owner', 'GET', '/v2/tasks')).status, 403);
  const ids: string[] = [];
  let path: string | undefined = '/v2/tasks?limit=1&sort_dir=asc';
  while (path !== undefined) {
    const answer = await api.send('admin', 'GET', path);
    assert.equal(answer.status, 200);
    const page = (await answer.json()) as { tasks: Task[]; next?: string; schema: string };
    assert.equal(page.schema, '/v2/schemas/tasks');
    assert.ok(page.tasks.every((task) => !('input' in task) && !('message' in task)));
    ids.push(...page.tasks.map(({ id }) => id));
    path = page.next;
  }
  assert.ok(ids.length >= 3);
  assert.equal(new Set(ids).size, ids.length);
  const shown = (await (await api.send('admin', 'GET', `/v2/tasks/${ids[0]}`)).json()) as Task;
  assert.equal(shown.id, ids[0]);
  assert.equal((await api.send('admin', 'GET', '/v2/tasks?status=done')).status, 400);
  assert.equal((await api.send('admin', 'GET', '/v2/tasks?type=mystery')).status, 400);
  assert.equal((await api.send('admin', 'GET', '/v2/tasks?marker=x')).status, 400);
  assert.equal((await api.send('admin', 'GET', '/v2/tasks/x')).status, 404);
});

it('the older task of type import registers an image and downloads it; a wrong one leaves nothing', async () => {
  const input = {
    import_from: `${sourceUrl}/disk.raw`,
    import_from_format: 'raw',
    image_properties: { name: 'by task', hw_disk_bus: 'virtio' },
  };
  const answer = await api.send('admin', 'POST', '/v2/tasks', { json: { type: 'import', input } });
  assert.equal(answer.status, 201);
  const task = (await answer.json()) as Task;
  assert.equal(answer.headers.get('location'), `/v2/tasks/${task.id}`);
  const count = async (): Promise<number> => {
    const page = await (await api.send('admin', 'GET', '/v2/images?limit=1000&visibility=all')).json();
    return (page as { images: unknown[] }).images.length;
  };
  const known = await count();
  for (const [expected, json] of [
    [400, { type: 'import' }],
    [400, { type: 'export', input }],
    [400, { type: 'import', input: { ...input, import_from: 'ftp://127.0.0.1/x' } }],
    [400, { type: 'import', input: { ...input, import_from_format: 'floppy' } }],
    [403, { type: 'import', input: { ...input, image_properties: { checksum: 'x' } } }],
  ] as const) {
    assert.equal((await api.send('admin', 'POST', '/v2/tasks', { json })).status, expected);
  }
  assert.equal((await api.send('owner', 'POST', '/v2/tasks', { json: { type: 'import', input } })).status, 403);
  assert.equal(await count(), known);
});
