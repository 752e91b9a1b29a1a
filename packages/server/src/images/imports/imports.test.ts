import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { ImageId, JobId } from '../../kernel/ids.ts';
import { newJobId } from '../../kernel/ids.ts';
import type { ImportTask } from '../images.ts';
import { failsWith } from '../testing/fails-with.ts';
import { testProject } from '../testing/arbitraries.ts';
import { caller, openWorld, uploadOf, type ImageWorld, type WorldOptions } from '../testing/image-world.ts';

const member = caller('p1');
const admin = caller('ops', 'admin');
const RAW = { diskFormat: 'raw', containerFormat: 'bare' } as const;
const STAGED = { name: 'glance-direct' } as const;

/** An installation that may import from the loopback. */
function open(context: TestContext, options: WorldOptions = {}): Promise<ImageWorld> {
  return openWorld(context, { imports: { allowedHosts: ['127.0.0.1'], timeout: 2000 }, ...options });
}

async function serve(context: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Starts an import and waits for its end. */
async function run(world: ImageWorld, id: ImageId, method: ImportTask['method']): Promise<ImportTask> {
  const ended = world.anyFinished();
  const { id: task } = await world.images.importStart(member, id, method);
  await ended;
  return world.images.taskGet(member, task);
}

async function assertNothingHeld(world: ImageWorld): Promise<void> {
  const { stagedBytes, reservedBytes, uploads } = await world.store.usageFind(testProject('p1'));
  assert.deepEqual({ stagedBytes, reservedBytes, uploads }, { stagedBytes: 0, reservedBytes: 0, uploads: 0 });
}

describe('importing staged data', () => {
  it('inspects them and makes the image active without copying', async (context) => {
    const world = await open(context);
    const { id } = await world.images.imageCreate(member, { ...RAW, properties: { os: 'linux' } });
    const bytes = randomBytes(700_000);
    await world.images.dataStage(member, id, uploadOf(bytes));
    const before = await world.chunks.usage();
    const task = await run(world, id, STAGED);
    assert.equal(task.status, 'success');
    assert.deepEqual([task.requestId, task.ownerId, task.imageId], [member.requestId, 'p1', id]);
    assert.ok(task.expiresAt !== null && task.expiresAt > task.updatedAt);
    const image = await world.images.imageGet(member, id);
    assert.equal(image.state.status, 'active');
    assert.deepEqual(image.properties, { os: 'linux' });
    assert.deepEqual(await world.chunks.usage(), before);
    const opened = await world.images.dataOpen(member, id);
    assert.deepEqual(await opened.reader?.read(0, bytes.length), bytes);
    assert.equal((await world.images.usageGet(member)).bytes.usage, bytes.length);
    await assertNothingHeld(world);
  });

  it('queues the image again, with the reason, when they are not what was declared', async (context) => {
    const world = await open(context);
    const { id } = await world.images.imageCreate(member, { diskFormat: 'qcow2', containerFormat: 'bare' });
    await world.images.dataStage(member, id, uploadOf(randomBytes(1000)));
    const task = await run(world, id, STAGED);
    assert.equal(task.status, 'failure');
    const image = await world.images.imageGet(member, id);
    assert.deepEqual(image.state, { status: 'queued', failure: task.message });
    assert.match(task.message, /qcow2/);
    assert.deepEqual(image.properties, { os_glance_failed_import: 'local' });
    await assertNothingHeld(world);
    assert.deepEqual(await Array.fromAsync(world.store.contents()), []);
    const forged = world.images.imageUpdate(member, id, () => ({ properties: { os_glance_failed_import: '' } }));
    await assert.rejects(forged, failsWith('forbidden'));
    await world.images.imageUpdate(member, id, ({ properties }) => ({
      diskFormat: 'raw',
      properties: { ...properties, note: 'kept' },
    }));
    await world.images.dataUpload(member, id, uploadOf(randomBytes(10)));
    assert.deepEqual((await world.images.imageGet(member, id)).properties, { note: 'kept' });
  });

  it('asks for data, for formats, and for nobody else importing', async (context) => {
    const world = await open(context);
    const { images } = world;
    const { id } = await images.imageCreate(member, {});
    await assert.rejects(images.importStart(member, id, STAGED), failsWith('conflict'));
    await images.dataStage(member, id, uploadOf(randomBytes(10)));
    await assert.rejects(images.importStart(member, id, STAGED), failsWith('conflict', /disk_format/));
    await assert.rejects(images.importStart(caller('p2'), id, STAGED), failsWith('not-found'));
    const direct = { name: 'web-download', uri: 'http://example.org/' } as const;
    await assert.rejects(images.importStart(member, id, direct), failsWith('conflict'));
  });
});

describe('importing from the web', () => {
  it('downloads, inspects and makes the image active', async (context) => {
    const bytes = randomBytes(600_000);
    const base = await serve(context, (request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/new' });
      response.end(request.url === '/old' ? '' : bytes);
    });
    const world = await open(context);
    const { id } = await world.images.imageCreate(member, RAW);
    const task = await run(world, id, { name: 'web-download', uri: `${base.replace('//', '//me:secret@')}/old?key=1` });
    assert.equal(task.status, 'success', task.message);
    assert.deepEqual(task.method, { name: 'web-download', uri: `${base}/old?…` });
    const opened = await world.images.dataOpen(member, id);
    assert.deepEqual(await opened.reader?.read(0, bytes.length), bytes);
    assert.equal((await world.images.usageGet(member)).bytes.usage, bytes.length);
    await assertNothingHeld(world);
  });

  it('refuses at once what the URL alone is enough to refuse, and everything else later', async (context) => {
    const world = await open(context, {
      imports: { resolve: (name) => Promise.reject(new Error(`ENOTFOUND ${name}`)) },
    });
    const { id } = await world.images.imageCreate(member, RAW);
    for (const uri of ['ftp://example.org/', 'http://example.org:22/', 'http://127.0.0.1/', 'http://0x7f.1/']) {
      const start = world.images.importStart(member, id, { name: 'web-download', uri });
      await assert.rejects(start, failsWith('invalid'), uri);
    }
    assert.equal((await world.images.imageGet(member, id)).state.status, 'queued');
    const task = await run(world, id, { name: 'web-download', uri: 'http://does-not.exist/no/possible/way' });
    assert.deepEqual([task.status, task.message], ['failure', 'The host of the URL cannot be resolved.']);
    const { properties, state } = await world.images.imageGet(member, id);
    assert.equal(properties['os_glance_failed_import'], 'local');
    assert.deepEqual(state, { status: 'queued', failure: task.message });
    await assertNothingHeld(world);
  });

  it('stops at the quota, at the largest size, at a lie about either, and at what is not the format', async (context) => {
    const cases: readonly { listener: RequestListener; why: RegExp; diskFormat?: 'qcow2' }[] = [
      {
        listener: (_, response) => {
          response.writeHead(200, { 'content-length': 5000 });
          response.write('the rest is never sent');
        },
        why: /bytes in them/,
      },
      {
        listener: (_, response) => {
          response.write(randomBytes(5000));
          response.end();
        },
        why: /bytes in them/,
      },
      { listener: (_, response) => response.end(randomBytes(20_000)), why: /at most 10000 bytes/ },
      {
        listener: (_, response) => {
          response.write(randomBytes(20_000));
          response.end();
        },
        why: /at most 10000 bytes|bytes in them/,
      },
      { listener: (_, response) => response.end(randomBytes(2000)), why: /qcow2/, diskFormat: 'qcow2' },
      { listener: (_, response) => response.writeHead(503).end(), why: /503/ },
    ];
    const world = await open(context, { limits: { bytes: 4000 }, settings: { maxSize: 10_000 } });
    for (const { listener, why, diskFormat = 'raw' } of cases) {
      const closed = Promise.withResolvers<void>();
      const base = await serve(context, (request, response) => {
        response.on('close', closed.resolve);
        listener(request, response);
      });
      const { id } = await world.images.imageCreate(member, { diskFormat, containerFormat: 'bare' });
      const task = await run(world, id, { name: 'web-download', uri: base });
      assert.equal(task.status, 'failure');
      assert.match(task.message, why);
      await assertNothingHeld(world);
      await closed.promise;
    }
  });

  it('is stopped by deleting the image, and is the only one meanwhile', async (context) => {
    const world = await open(context);
    const asked = Promise.withResolvers<void>();
    const cut = Promise.withResolvers<void>();
    const base = await serve(context, (_, response) => {
      response.on('close', cut.resolve);
      response.write('a beginning', () => asked.resolve());
    });
    const { id } = await world.images.imageCreate(member, RAW);
    const ended = world.anyFinished();
    const method = { name: 'web-download', uri: base } as const;
    const { id: task } = await world.images.importStart(member, id, method);
    await asked.promise;
    const { state, properties } = await world.images.imageGet(member, id);
    assert.deepEqual(state, { status: 'importing', task, staged: null });
    assert.deepEqual(properties, { os_glance_importing_to_stores: 'local' });
    await assert.rejects(world.images.importStart(member, id, method), failsWith('conflict', /already/));
    await assert.rejects(world.images.dataUpload(member, id, uploadOf(Buffer.from('x'))), failsWith('conflict'));
    await untilUploading(world);
    await world.images.imageDelete(member, id);
    await Promise.all([ended, cut.promise]);
    assert.equal((await world.images.taskGet(member, task)).status, 'failure');
    await assertNothingHeld(world);
    assert.deepEqual((await world.images.trashRestore(member, id)).properties, {});
  });

  it('is cancelled at once, and done again by what it was asked for with', async (context) => {
    const world = await open(context);
    const bytes = randomBytes(300_000);
    const cut = Promise.withResolvers<void>();
    let requests = 0;
    const base = await serve(context, (_, response) => {
      if (++requests > 1) return void response.end(bytes);
      response.on('close', cut.resolve);
      response.write('a beginning');
    });
    const { id } = await world.images.imageCreate(member, RAW);
    const method = { name: 'web-download', uri: `${base}/?key=secret` } as const;
    const { id: task } = await world.images.importStart(member, id, method);
    await untilUploading(world);
    await assert.rejects(world.images.importCancel(caller('p2'), task), failsWith('not-found'));
    await assert.rejects(world.images.importCancel(caller('p1', 'reader'), task), failsWith('forbidden'));
    await world.images.importCancel(member, task);
    await cut.promise;
    const cancelled = await world.images.taskGet(member, task);
    assert.deepEqual([cancelled.status, cancelled.message], ['failure', 'The import was cancelled.']);
    const { state } = await world.images.imageGet(member, id);
    assert.deepEqual(state, { status: 'queued', failure: 'The import was cancelled.' });
    await assertNothingHeld(world);
    await assert.rejects(world.images.importCancel(member, task), failsWith('conflict', /over/));

    const again = await world.images.importRetry(member, task);
    assert.notEqual(again.id, task);
    for (;;) {
      // The end of the cancelled one may come first.
      const ended = world.anyFinished();
      if ((await world.images.taskGet(member, again.id)).status === 'success') break;
      await ended;
    }
    assert.equal((await world.images.imageGet(member, id)).state.status, 'active');
    await assert.rejects(world.images.importRetry(member, task), failsWith('conflict'));
  });

  it('is cancelled before anybody has begun it', async (context) => {
    const world = await open(context);
    const { id } = await world.images.imageCreate(member, RAW);
    await world.images.dataStage(member, id, uploadOf(randomBytes(1000)));
    await world.runner.stop(0);
    const { id: task } = await world.images.importStart(member, id, STAGED);
    await world.images.importCancel(member, task);
    assert.equal((await world.images.imageGet(member, id)).state.status, 'queued');
    await assertNothingHeld(world);
    await world.restartRunner();
    assert.equal((await world.images.taskGet(member, task)).status, 'failure');
    await assert.rejects(world.images.importRetry(member, task), failsWith('conflict', /send them again/));
  });

  it('is run again after the service stopped in the middle of it', async (context) => {
    const world = await open(context);
    const bytes = randomBytes(300_000);
    const asked = Promise.withResolvers<void>();
    let requests = 0;
    const base = await serve(context, (_, response) => {
      response.setHeader('content-length', bytes.length);
      if (++requests > 1) response.end(bytes);
      else response.write(bytes.subarray(0, 1000), () => asked.resolve());
    });
    const { id } = await world.images.imageCreate(member, RAW);
    const { id: task } = await world.images.importStart(member, id, { name: 'web-download', uri: base });
    await asked.promise;
    await world.runner.stop(0);
    assert.equal((await world.images.taskGet(member, task)).status, 'pending');
    assert.equal((await world.images.imageGet(member, id)).state.status, 'importing');
    const ended = world.anyFinished();
    await world.restartRunner();
    await ended;
    assert.equal((await world.images.taskGet(member, task)).status, 'success');
    assert.equal((await world.images.imageGet(member, id)).state.status, 'active');
    await assertNothingHeld(world);
  });

  it('fails when the formats were changed behind its back', async (context) => {
    const world = await open(context);
    const asked = Promise.withResolvers<() => void>();
    const base = await serve(context, (_, response) => {
      response.write('half', () => asked.resolve(() => response.end('rest')));
    });
    const { id } = await world.images.imageCreate(member, RAW);
    const ended = world.anyFinished();
    const { id: task } = await world.images.importStart(member, id, { name: 'web-download', uri: base });
    const finish = await asked.promise;
    await untilUploading(world);
    const { reservedBytes } = await world.store.usageFind(testProject('p1'));
    assert.ok(reservedBytes >= 'half'.length);
    await world.images.imageUpdate(member, id, () => ({ diskFormat: 'qcow2' }));
    finish();
    await ended;
    assert.match((await world.images.taskGet(member, task)).message, /formats of the image were changed/);
    await assertNothingHeld(world);
  });
});

describe('import tasks', () => {
  it('are seen by the project, listed by administrators, and by nobody else', async (context) => {
    const world = await open(context, { imports: { resolve: () => Promise.reject(new Error('no')) } });
    const { images } = world;
    const { id } = await images.imageCreate(member, { ...RAW, visibility: 'community' });
    const tasks: JobId[] = [];
    for (let round = 0; round < 3; round++) {
      tasks.unshift((await run(world, id, { name: 'web-download', uri: 'http://example.org/' })).id);
    }
    assert.deepEqual(
      (await images.imageTaskList(member, id)).map((task) => task.id),
      tasks,
    );
    const stranger = caller('p2');
    await assert.rejects(images.imageTaskList(stranger, id), failsWith('forbidden'));
    const [first] = tasks;
    assert.ok(first);
    await assert.rejects(images.taskGet(stranger, first), failsWith('not-found'));
    await assert.rejects(images.taskGet(admin, newJobId()), failsWith('not-found'));
    await assert.rejects(images.taskList(member, { limit: 10, direction: 'desc' }), failsWith('forbidden'));

    const seen: JobId[] = [];
    for (;;) {
      const marker = seen.at(-1);
      const query = { limit: 2, direction: 'asc', status: 'failure', ...(marker && { marker }) } as const;
      const page = await images.taskList(admin, query);
      seen.push(...page.items.map((task) => task.id));
      if (!page.more) break;
    }
    assert.deepEqual(seen, tasks.toReversed());
    const none = await images.taskList(admin, { limit: 10, direction: 'asc', type: 'something_else' });
    assert.deepEqual(none.items, []);
    const unknown = images.taskList(admin, { limit: 10, direction: 'asc', marker: newJobId() });
    await assert.rejects(unknown, failsWith('invalid'));
  });
});

/** The first bytes have come in. */
async function untilUploading(world: ImageWorld): Promise<void> {
  while ((await world.store.usageFind(testProject('p1'))).reservedBytes === 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
