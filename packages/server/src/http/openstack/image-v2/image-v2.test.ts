import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startImageApi, type ImageApi, type Who } from './testing/image-api.ts';

let api: ImageApi;
before(async () => {
  api = await startImageApi();
});
after(() => api.stop());

async function json(answer: Response): Promise<Record<string, unknown>> {
  return (await answer.json()) as Record<string, unknown>;
}

async function status(who: Who | null, method: string, path: string, options = {}): Promise<number> {
  const answer = await api.send(who, method, path, options);
  await answer.arrayBuffer();
  return answer.status;
}

const NO_IMAGE = '00000000-0000-4000-8000-000000000000';

describe('versions', () => {
  it('are listed without a token, 300 at the root, 200 at /versions, under every prefix', async () => {
    for (const mount of ['', '/image']) {
      for (const [path, expected] of [
        [`${mount}/`, 300],
        [`${mount}/versions`, 200],
        [`${mount}/v1/images`, 300],
      ] as const) {
        const answer = await api.send(null, 'GET', path);
        assert.equal(answer.status, expected, path);
        const { versions } = (await answer.json()) as { versions: { id: string; status: string; links: unknown }[] };
        assert.deepEqual(versions[0], {
          id: 'v2.13',
          status: 'CURRENT',
          links: [{ rel: 'self', href: `${api.url}${mount}/v2/` }],
        });
        assert.equal(versions.filter((version) => version.status === 'CURRENT').length, 1);
        for (const absent of ['v2.8', 'v2.15', 'v2.17']) assert.ok(!versions.some(({ id }) => id === absent), absent);
      }
    }
    assert.equal(await status(null, 'GET', '/image/v9/images'), 300);
  });

  it('in the path may have every minor, and no others', async () => {
    for (const version of ['v2', 'v2.0', 'v2.9', 'v2.17']) {
      assert.equal(await status('owner', 'GET', `/${version}/images`), 200, version);
      assert.equal(await status('owner', 'GET', `/image/${version}/images/${NO_IMAGE}`), 404, version);
    }
    assert.equal(await status('owner', 'GET', '/v2.99/images'), 404);
    assert.equal(await status('owner', 'GET', '/v2'), 404);
  });

  it('are a page for browsers, in their language, that can load and run nothing', async () => {
    const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    for (const [wanted, language, word] of [
      ['ru-RU,ru;q=0.9,en;q=0.8', 'ru', 'Первые команды'],
      ['de,en;q=0.5', 'en', 'First commands'],
    ] as const) {
      const answer = await api.send(null, 'GET', '/', { headers: { accept, 'accept-language': wanted } });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-language'), language);
      assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-/);
      const page = await answer.text();
      assert.ok(page.includes(word) && page.includes('0.1.0') && page.includes(`${api.url}/identity/v3`));
      assert.doesNotMatch(page, /<script|<link|<img|url\(|@import/);
    }
    assert.equal(await status(null, 'GET', '/', { headers: { accept: '*/*' } }), 300);
  });
});

describe('refusals', () => {
  it('without a good token are 401, whatever the path, and say where tokens are', async () => {
    for (const path of ['/v2/images', '/v2/nonsense', '/v2.4/schemas/image', '/image/v2/images']) {
      const answer = await api.send(null, 'GET', path);
      assert.equal(answer.status, 401, path);
      assert.equal(answer.headers.get('www-authenticate'), `Keystone uri="${api.url}/identity/v3"`);
      assert.match(answer.headers.get('x-openstack-request-id') ?? '', /^req-/);
    }
    assert.equal(await status(null, 'GET', '/v2/images', { headers: { 'x-auth-token': 'stale' } }), 401);
  });

  it('of a method are 405 with what is allowed, of a path 404', async () => {
    for (const [method, path, allow] of [
      ['PUT', '/v2/images', 'GET, HEAD, POST'],
      ['POST', `/v2/images/${NO_IMAGE}/file`, 'GET, HEAD, PUT'],
      ['DELETE', `/v2/tasks/${NO_IMAGE}`, 'GET, HEAD'],
      ['GET', `/v2/images/${NO_IMAGE}/actions/deactivate`, 'POST'],
      ['PATCH', '/image/v2.3/schemas/image', 'GET, HEAD'],
    ] as const) {
      const answer = await api.send('owner', method, path);
      assert.equal(answer.status, 405, path);
      assert.equal(answer.headers.get('allow'), allow);
    }
    for (const path of ['/v2/', '/v2/images/', `/v2/images/${NO_IMAGE}/`, '/v2/nonsense', '/v2/images/x/y/z']) {
      assert.equal(await status('owner', 'GET', path), 404, path);
      assert.equal(await status('owner', 'DELETE', path), 404, path);
    }
  });

  it('of what this service has not are 404 with a reason', async () => {
    for (const [method, path] of [
      ['GET', '/v2/info/stores'],
      ['GET', '/v2/info/stores/detail'],
      ['DELETE', `/v2/stores/s3/${NO_IMAGE}`],
      ['GET', '/v2/cache'],
      ['PUT', `/v2/cache/${NO_IMAGE}`],
      ['GET', `/v2/images/${NO_IMAGE}/locations`],
    ] as const) {
      const answer = await api.send('admin', method, path);
      assert.equal(answer.status, 404, path);
      assert.match(String((await json(answer))['message']), /not supported|not visible/);
    }
  });

  it('come in the form that the client takes', async () => {
    const path = `/v2/images/${NO_IMAGE}`;
    const message = `No image found with ID ${NO_IMAGE}.`;
    assert.deepEqual(await json(await api.send('owner', 'GET', path)), {
      message,
      code: '404 Not Found',
      title: 'Not Found',
    });
    const html = await api.send('owner', 'GET', path, { headers: { accept: '*/*' } });
    assert.match(html.headers.get('content-type') ?? '', /^text\/html/);
    assert.ok((await html.text()).includes(message));
  });

  it('of a body that is no JSON, too long, or missing are 400 and 413', async () => {
    const headers = { 'content-type': 'application/json' };
    const post = (body: string) => api.send('owner', 'POST', '/v2/images', { headers, body });
    assert.equal((await post('{')).status, 400);
    assert.equal((await post('')).status, 400);
    assert.equal((await post('null')).status, 400);
    assert.equal((await post('[]')).status, 400);
    const large = await post(JSON.stringify({ name: 'x'.repeat(3 * 2 ** 20) }));
    assert.equal(large.status, 413);
    assert.equal(large.statusText, 'Request Entity Too Large');
  });
});

describe('the record of an image', () => {
  it('is created with 201, its address and the import methods, and is the same when read again', async () => {
    const attributes = {
      name: 'образ',
      disk_format: 'raw',
      container_format: 'bare',
      visibility: 'private',
      min_disk: 3,
      tags: ['b', 'a'],
      store: 's3',
      properties: 'kept',
      'mcs:lic:mswinsrv': 'true',
      'owner_specified.openstack.md5': '',
      os_require_quiesce: 'yes',
      __proto__x: 'odd',
    };
    for (const mount of ['', '/image']) {
      const answer = await api.send('owner', 'POST', `${mount}/v2/images`, { json: attributes });
      assert.equal(answer.status, 201);
      assert.equal(answer.headers.get('openstack-image-import-methods'), 'glance-direct,web-download');
      const image = await json(answer);
      const id = String(image['id']);
      assert.equal(answer.headers.get('location'), `${api.url}${mount}/v2/images/${id}`);
      assert.partialDeepStrictEqual(image, {
        ...attributes,
        tags: ['a', 'b'],
        status: 'queued',
        owner: api.project('owner'),
        protected: false,
        os_hidden: false,
        size: null,
        checksum: null,
        os_hash_algo: null,
        self: `/v2/images/${id}`,
        file: `/v2/images/${id}/file`,
        schema: '/v2/schemas/image',
      });
      assert.match(String(image['created_at']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.deepEqual(await json(await api.send('owner', 'GET', `${mount}/v2/images/${id}`)), image);
      assert.equal(await status('other', 'GET', `/v2/images/${id}`), 404);
    }
  });

  it('is refused with the status that clients know', async () => {
    const { id } = await api.newImage();
    for (const [expected, body] of [
      [409, { id }],
      [400, { id: 'not-a-uuid' }],
      [400, { disk_format: 'floppy' }],
      [400, { container_format: 'box' }],
      [400, { visibility: 'secret' }],
      [400, { min_disk: -1 }],
      [400, { min_ram: '512' }],
      [400, { name: 'x'.repeat(256) }],
      [400, { name: 7 }],
      [400, { protected: 'yes' }],
      [400, { free: 5 }],
      [400, { tags: 'one' }],
      [403, { owner: api.project('other') }],
      [403, { visibility: 'public' }],
      [403, { size: 1 }],
      [403, { status: 'active' }],
      [403, { os_glance_failed_import: 'x' }],
      [403, { locations: [] }],
      [413, Object.fromEntries(Array.from({ length: 129 }, (_, index) => [`p${index}`, '']))],
    ] as const) {
      assert.equal(await status('owner', 'POST', '/v2/images', { json: body }), expected, JSON.stringify(body));
    }
    assert.equal(await status('reader', 'POST', '/v2/images', { json: {} }), 403);
  });

  it('is patched by both media types, whole or not at all', async () => {
    const { id } = await api.newImage({ hw_disk_bus: 'ide' });
    const path = `/v2/images/${id}`;
    const patch = async (type: string, body: unknown, who: Who = 'owner'): Promise<Response> =>
      api.send(who, 'PATCH', path, { headers: { 'content-type': type, accept: '' }, body: JSON.stringify(body) });
    const newer = 'application/openstack-images-v2.1-json-patch';
    const older = 'application/openstack-images-v2.0-json-patch';
    const first = await patch(newer, [
      { op: 'add', path: '/visibility', value: 'community' },
      { op: 'add', path: '/hw_disk_bus', value: 'virtio' },
      { op: 'add', path: '/tags', value: ['x'] },
    ]);
    assert.equal(first.status, 200);
    assert.partialDeepStrictEqual(await json(first), { visibility: 'community', hw_disk_bus: 'virtio', tags: ['x'] });
    assert.equal((await json(await patch(older, [{ replace: '/name', value: 'new' }])))['name'], 'new');
    assert.equal((await patch(newer, [])).status, 200);
    const broken = await patch(newer, [
      { op: 'replace', path: '/name', value: 'lost' },
      { op: 'remove', path: '/none' },
    ]);
    assert.equal(broken.status, 409);
    assert.match(await broken.text(), /<h1>409 Conflict<\/h1>\n +Property none does not exist/);
    assert.equal((await json(await api.send('owner', 'GET', path)))['name'], 'new');
    assert.equal((await patch(newer, [{ op: 'replace', path: '/name', value: 'mine' }], 'other')).status, 403);
    assert.equal((await patch(newer, [{ op: 'replace', path: '/owner', value: 'x' }])).status, 403);
    assert.equal((await patch(newer, {})).status, 400);
    const wrong = await patch('application/json-patch+json', []);
    assert.equal(wrong.status, 415);
    assert.equal(wrong.headers.get('accept-patch'), `${older}, ${newer}`);
  });

  it('is deleted with 204, after which the id is gone for good', async () => {
    const { id } = await api.newImage({ protected: true });
    assert.equal(await status('owner', 'DELETE', `/v2/images/${id}`), 403);
    const body = JSON.stringify([{ op: 'replace', path: '/protected', value: false }]);
    const headers = { 'content-type': 'application/openstack-images-v2.1-json-patch' };
    assert.equal(await status('owner', 'PATCH', `/v2/images/${id}`, { headers, body }), 200);
    // As some clients do, with the type of a body that is not there.
    const typed = { headers: { 'content-type': 'application/json' } };
    assert.equal(await status('owner', 'DELETE', `/v2/images/${id}`, typed), 204);
    assert.equal(await status('owner', 'GET', `/v2/images/${id}`), 404);
    assert.equal(await status('owner', 'DELETE', `/v2/images/${id}`), 404);
    assert.equal(await status('owner', 'POST', '/v2/images', { json: { id } }), 409);
  });

  it('can be read by clients that announce a body they do not send', async () => {
    const { id } = await api.newImage();
    const headers = { 'content-type': 'application/octet-stream' };
    assert.equal(await status('owner', 'GET', `/v2/images/${id}`, { headers }), 200);
  });
});

describe('the list of images', () => {
  it('goes on page by page along links that keep the filters', async () => {
    for (let index = 0; index < 5; index += 1)
      await api.newImage({ name: `page-${index}`, tags: ['p', 'q'], line: 'pages' });
    const names: unknown[] = [];
    let path: string | undefined = '/v2/images?line=pages&tag=p&tag=q&limit=2&sort=name:asc';
    while (path !== undefined) {
      const answer = await api.send('owner', 'GET', `/image${path}`);
      assert.equal(answer.status, 200);
      const page = (await answer.json()) as {
        images: { name: string }[];
        first: string;
        next?: string;
        schema: string;
      };
      assert.equal(page.schema, '/v2/schemas/images');
      assert.equal(new URL(page.first, api.url).searchParams.getAll('tag').length, 2);
      assert.ok(!page.first.includes('marker'));
      names.push(...page.images.map(({ name }) => name));
      path = page.next;
      if (path !== undefined) assert.match(path, /^\/v2\/images\?.*&marker=[0-9a-f-]{36}$/);
    }
    assert.deepEqual(names, ['page-0', 'page-1', 'page-2', 'page-3', 'page-4']);
  });

  it('refuses what it does not understand with 400', async () => {
    for (const query of [
      'limit=-1',
      'sort=size:up',
      `marker=${NO_IMAGE}`,
      'changes-since=2026-01-01',
      'visibility=x',
    ]) {
      assert.equal(await status('owner', 'GET', `/v2/images?${query}`), 400, query);
    }
  });
});

describe('sharing', () => {
  it('adds with 200, is accepted by the member, and ends with 204', async () => {
    const { id } = await api.newImage();
    const members = `/v2/images/${id}/members`;
    const other = api.project('other');
    const added = await api.send('owner', 'POST', members, { json: { member: other } });
    assert.equal(added.status, 200);
    assert.partialDeepStrictEqual(await json(added), {
      image_id: id,
      member_id: other,
      status: 'pending',
      schema: '/v2/schemas/member',
    });
    assert.equal(await status('owner', 'POST', members, { json: { member: other } }), 409);
    assert.equal(await status('owner', 'POST', members, { json: {} }), 400);
    assert.equal(await status('owner', 'PUT', `${members}/${other}`, { json: { status: 'accepted' } }), 403);
    assert.equal(await status('other', 'PUT', `${members}/${other}`, { json: { status: 'perhaps' } }), 400);
    const accepted = await api.send('other', 'PUT', `${members}/${other}`, {
      json: { member: other, status: 'accepted' },
    });
    assert.equal(accepted.status, 200);
    assert.equal((await json(accepted))['status'], 'accepted');
    const listed = await json(await api.send('owner', 'GET', members));
    assert.equal((listed['members'] as unknown[]).length, 1);
    assert.equal(listed['schema'], '/v2/schemas/members');
    assert.equal(await status('owner', 'DELETE', `${members}/${other}`), 204);
    assert.equal(await status('owner', 'GET', `${members}/${other}`), 404);
    assert.equal(await status('owner', 'GET', `${members}/no%20project`), 404);
  });
});

describe('tags and actions', () => {
  it('answer 204, 404 for a tag that is not there, 400 for one too long', async () => {
    const { id } = await api.newImage();
    const tag = `/v2/images/${id}/tags`;
    assert.equal(await status('owner', 'PUT', `${tag}/${encodeURIComponent('a/b я')}`), 204);
    assert.deepEqual((await json(await api.send('owner', 'GET', `/v2/images/${id}`)))['tags'], ['a/b я']);
    assert.equal(await status('owner', 'DELETE', `${tag}/${encodeURIComponent('a/b я')}`), 204);
    assert.equal(await status('owner', 'DELETE', `${tag}/none`), 404);
    assert.equal(await status('owner', 'PUT', `${tag}/${'x'.repeat(256)}`), 400);
    assert.equal(await status('owner', 'PUT', `/v2/images/${NO_IMAGE}/tags/x`), 404);
  });

  it('deactivate an image for all but administrators', async () => {
    const id = await api.activeImage(Buffer.from('bytes'));
    const typed = { headers: { 'content-type': 'application/json' } };
    assert.equal(await status('owner', 'POST', `/v2/images/${id}/actions/deactivate`, typed), 204);
    assert.equal(await status('owner', 'GET', `/v2/images/${id}/file`), 403);
    assert.equal(await status('owner', 'POST', `/v2/images/${id}/actions/reactivate`), 204);
    assert.equal(await status('owner', 'GET', `/v2/images/${id}/file`), 200);
    const { id: empty } = await api.newImage();
    assert.equal(await status('owner', 'POST', `/v2/images/${empty}/actions/deactivate`), 403);
  });
});

describe('what clients ask about the service', () => {
  it('are import methods, usage in MiB, and schemas that allow null', async () => {
    const methods = await json(await api.send('owner', 'GET', '/v2/info/import'));
    assert.deepEqual(methods, {
      'import-methods': {
        description: 'Import methods available.',
        type: 'array',
        value: ['glance-direct', 'web-download'],
      },
    });
    const { usage } = await json(await api.send('owner', 'GET', '/v2/info/usage'));
    assert.deepEqual((usage as Record<string, { limit: number }>)['image_size_total']?.limit, 256);
    for (const name of ['image', 'images', 'member', 'members', 'task', 'tasks']) {
      assert.equal((await json(await api.send('owner', 'GET', `/v2/schemas/${name}`)))['name'], name);
    }
    const schema = (await json(await api.send('owner', 'GET', '/v2/schemas/image'))) as {
      properties: Record<string, { type: unknown; enum?: unknown[] }>;
      additionalProperties: unknown;
    };
    assert.deepEqual(schema.additionalProperties, { type: 'string' });
    for (const name of ['checksum', 'os_hash_algo', 'os_hash_value', 'size', 'virtual_size', 'owner', 'disk_format']) {
      assert.ok([schema.properties[name]?.type].flat().includes('null'), name);
    }
    assert.ok(schema.properties['disk_format']?.enum?.includes('qcow2'));
    assert.ok(schema.properties['disk_format']?.enum?.includes(null));
  });
});
