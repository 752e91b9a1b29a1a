import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { ChunkStoreError } from '@ingot/chunk-store';
import { hasCode } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import { LEASE } from './testing/settings.ts';
import type { NewImage } from './images.ts';
import { caller, openWorld, puppet, uploadOf, type ImageWorld } from './testing/image-world.ts';
import { failsWith } from './testing/fails-with.ts';
import { testProject } from './testing/arbitraries.ts';

const member = caller('p1');
const RAW: NewImage = { diskFormat: 'raw', containerFormat: 'bare' };
const MIB = 2 ** 20;

async function queued(world: ImageWorld, more: NewImage = RAW): Promise<ImageId> {
  return (await world.images.imageCreate(member, more)).id;
}

/** Nothing is set aside, nothing claimed, the image queued again with a reason. */
async function assertGivenUp(world: ImageWorld, id: ImageId, reason: RegExp): Promise<void> {
  const { state } = await world.images.imageGet(member, id);
  assert.equal(state.status, 'queued');
  assert.match(state.status === 'queued' ? (state.failure ?? '') : '', reason);
  await assertNothingReserved(world);
}

async function assertNothingReserved(world: ImageWorld): Promise<void> {
  const usage = await world.store.usageFind(testProject('p1'));
  assert.equal(usage.reservedBytes, 0);
  assert.equal(usage.uploads, 0);
}

async function readBack(world: ImageWorld, id: ImageId): Promise<Buffer> {
  const opened = await world.images.dataOpen(member, id);
  assert.ok(opened.reader);
  return opened.reader.read(0, opened.content.size);
}

describe('uploading data', () => {
  it('makes an image active with size, checksums and the same bytes', async (context) => {
    const world = await openWorld(context);
    for (const size of [0, 1, 1024, 3 * MIB + 17]) {
      const bytes = randomBytes(size);
      const id = await queued(world);
      await world.images.dataUpload(member, id, uploadOf(bytes, { declaredSize: size % 2 ? size : null }));
      const { state } = await world.images.imageGet(member, id);
      assert.equal(state.status, 'active');
      const content = state.status === 'active' ? state.content : null;
      assert.equal(content?.size, size);
      assert.equal(content?.virtualSize, size);
      assert.equal(content?.checksums?.md5, createHash('md5').update(bytes).digest('hex'));
      assert.equal(content?.checksums?.sha512, createHash('sha512').update(bytes).digest('hex'));
      assert.deepEqual(await readBack(world, id), bytes);
    }
    const usage = await world.images.usageGet(member);
    assert.equal(usage.bytes.usage, 1025 + 3 * MIB + 17);
    assert.equal(usage.images.usage, 4);
    await assertNothingReserved(world);
  });

  it('keeps data that are there against a second upload', async (context) => {
    const world = await openWorld(context);
    const id = await queued(world);
    await world.images.dataUpload(member, id, uploadOf(Buffer.from('first')));
    await assert.rejects(world.images.dataUpload(member, id, uploadOf(Buffer.from('second'))), failsWith('conflict'));
    assert.equal(String(await readBack(world, id)), 'first');
  });

  it('lets one of two writers in', async (context) => {
    const world = await openWorld(context);
    const id = await queued(world);
    const results = await Promise.allSettled(
      ['one', 'two', 'six'].map((text) => world.images.dataUpload(member, id, uploadOf(Buffer.from(text)))),
    );
    const failures = results.filter((result) => result.status === 'rejected');
    assert.equal(failures.length, 2);
    for (const { reason } of failures) assert.ok(hasCode(reason, 'conflict'), String(reason));
    assert.equal((await world.images.imageGet(member, id)).state.status, 'active');
  });

  it('asks for both formats first, and for a store that exists', async (context) => {
    const world = await openWorld(context);
    const bare = await queued(world, { containerFormat: 'bare' });
    await assert.rejects(
      world.images.dataUpload(member, bare, uploadOf(Buffer.from('x'))),
      failsWith('invalid', /disk_format/),
    );
    const id = await queued(world);
    await assert.rejects(
      world.images.dataUpload(member, id, uploadOf(Buffer.from('x'), { store: 'attic' })),
      failsWith('invalid', /attic/),
    );
    await world.images.dataUpload(member, id, uploadOf(Buffer.from('x'), { store: 's3' }));
  });

  it('holds the sender to the size that was declared', async (context) => {
    const world = await openWorld(context);
    for (const declaredSize of [99, 101]) {
      const id = await queued(world);
      const sent = world.images.dataUpload(member, id, uploadOf(randomBytes(100), { declaredSize }));
      await assert.rejects(sent, failsWith('invalid', /declared/));
      await assertGivenUp(world, id, /declared/);
    }
  });

  it('refuses more than an image may have, declared or not', async (context) => {
    const world = await openWorld(context, { settings: { maxSize: MIB } });
    const declared = await queued(world);
    const never = puppet();
    await assert.rejects(
      world.images.dataUpload(
        member,
        declared,
        uploadOf(Buffer.alloc(0), { bytes: never.bytes, declaredSize: MIB + 1 }),
      ),
      failsWith('too-large'),
    );
    const chunked = await queued(world);
    await assert.rejects(
      world.images.dataUpload(member, chunked, uploadOf(randomBytes(MIB + 1), { declaredSize: null })),
      failsWith('too-large'),
    );
    await assertGivenUp(world, chunked, /at most 1048576 bytes/);
  });

  it('queues the image again when the client goes away, and takes the next try', async (context) => {
    const world = await openWorld(context);
    const id = await queued(world);
    const client = puppet();
    const gone = new AbortController();
    const upload = world.images.dataUpload(member, id, {
      bytes: client.bytes,
      declaredSize: 200_000,
      store: null,
      signal: gone.signal,
    });
    void client.send(randomBytes(65_536));
    await untilStatus(world, id, 'saving');
    gone.abort();
    await assert.rejects(upload, failsWith('invalid', /closed/));
    await assertGivenUp(world, id, /closed before all bytes/);

    const failing = puppet();
    const second = world.images.dataUpload(
      member,
      id,
      uploadOf(Buffer.alloc(0), { bytes: failing.bytes, declaredSize: null }),
    );
    failing.fail(new Error('ECONNRESET'));
    await assert.rejects(second, failsWith('invalid', /closed/));
    await world.images.dataUpload(member, id, uploadOf(Buffer.from('at last')));
    assert.equal(String(await readBack(world, id)), 'at last');
  });

  it('refuses content that is not what was declared, with the reason, early where it can', async (context) => {
    const world = await openWorld(context);
    const qcow2 = Buffer.alloc(2 * MIB);
    qcow2.write('QFI\xfb', 'latin1');
    qcow2.writeUInt32BE(3, 4);
    const disguised = await queued(world);
    const client = puppet();
    const upload = world.images.dataUpload(
      member,
      disguised,
      uploadOf(Buffer.alloc(0), { bytes: client.bytes, declaredSize: null }),
    );
    void client.send(qcow2);
    // Refused by the head alone: the rest was never sent.
    await assert.rejects(upload, failsWith('content-refused', /qcow2/));
    await assertGivenUp(world, disguised, /qcow2/);

    const lying = await queued(world, { diskFormat: 'qcow2', containerFormat: 'bare' });
    await assert.rejects(
      world.images.dataUpload(member, lying, uploadOf(randomBytes(1024))),
      failsWith('content-refused'),
    );
    const archive = await queued(world, { diskFormat: 'qcow2', containerFormat: 'ova' });
    await world.images.dataUpload(member, archive, uploadOf(randomBytes(1024)));
  });

  it('gives the bytes up when the commit fails, and again after that', async (context) => {
    let broken = false;
    const world = await openWorld(context, {
      store: (store) => ({
        ...store,
        transaction: (work) =>
          store.transaction((tx) =>
            work({
              ...tx,
              imageWrite: (image, before) =>
                broken && image.state.status === 'active'
                  ? Promise.reject(new Error('the disk of the database is full'))
                  : tx.imageWrite(image, before),
            }),
          ),
      }),
    });
    const id = await queued(world);
    broken = true;
    await assert.rejects(world.images.dataUpload(member, id, uploadOf(randomBytes(100_000))), /database is full/);
    await assertGivenUp(world, id, /internal error/);
    assert.equal((await world.images.usageGet(member)).bytes.usage, 0);
    broken = false;
    await world.images.dataUpload(member, id, uploadOf(randomBytes(100_000)));
    assert.equal((await world.images.usageGet(member)).bytes.usage, 100_000);
  });

  it('says that the store is full, and is queued again', async (context) => {
    const world = await openWorld(context, {
      ingest: (stream) => ({
        get received() {
          return stream.received;
        },
        write: () => Promise.reject(new ChunkStoreError('storage-full', 'no space left on device')),
        finish: () => stream.finish(),
        abort: () => stream.abort(),
      }),
    });
    const id = await queued(world);
    await assert.rejects(world.images.dataUpload(member, id, uploadOf(randomBytes(10))), failsWith('storage-full'));
    await assertGivenUp(world, id, /no room/);
  });
});

describe('deleting an image while its data come in', () => {
  it('stops the upload at once', async (context) => {
    const world = await openWorld(context);
    const id = await queued(world);
    const client = puppet();
    const upload = world.images.dataUpload(
      member,
      id,
      uploadOf(Buffer.alloc(0), { bytes: client.bytes, declaredSize: 500 }),
    );
    void client.send(Buffer.alloc(100));
    await untilStatus(world, id, 'saving');
    await Promise.all([assert.rejects(upload, failsWith('gone', /deleted/)), world.images.imageDelete(member, id)]);
    await assertNothingReserved(world);
  });

  it('is noticed by the next heartbeat when another process did it', async (context) => {
    // Before the world ends, which has real intervals to clear.
    context.after(() => context.mock.timers.reset());
    const world = await openWorld(context);
    const id = await queued(world);
    context.mock.timers.enable({ apis: ['setInterval'] });
    const client = puppet();
    const upload = world.images.dataUpload(
      member,
      id,
      uploadOf(Buffer.alloc(0), { bytes: client.bytes, declaredSize: 500 }),
    );
    const refused = assert.rejects(upload, failsWith('gone'));
    void client.send(Buffer.alloc(100));
    await untilStatus(world, id, 'saving');
    context.mock.timers.tick(LEASE);
    await world.beside().images.imageDelete(member, id);
    context.mock.timers.tick(LEASE / 4);
    // The client sends nothing more.
    await refused;
    await assertNothingReserved(world);
  });

  it('makes the commit fail when another process deleted it', async (context) => {
    const world = await openWorld(context);
    const other = world.beside();
    const id = await queued(world);
    const client = puppet();
    const upload = world.images.dataUpload(
      member,
      id,
      uploadOf(Buffer.alloc(0), { bytes: client.bytes, declaredSize: null }),
    );
    const refused = assert.rejects(upload, failsWith('gone'));
    await client.send(Buffer.alloc(100, 7)).catch(() => undefined);
    await other.images.imageDelete(member, id);
    client.end();
    await refused;
    await assert.rejects(world.images.imageGet(member, id), failsWith('not-found'));
    await assertNothingReserved(world);
    const roots = await Array.fromAsync(world.store.contents());
    assert.deepEqual(roots, []);
  });
});

describe('staging data', () => {
  it('keeps them for an import, counts them, and gives them up with the image', async (context) => {
    const world = await openWorld(context);
    const id = await queued(world, {});
    await world.images.dataStage(member, id, uploadOf(randomBytes(1000)));
    const { state } = await world.images.imageGet(member, id);
    assert.equal(state.status === 'uploading' ? state.staged?.size : null, 1000);
    const usage = await world.images.usageGet(member);
    assert.equal(usage.stagedBytes.usage, 1000);
    assert.equal(usage.bytes.usage, 0);
    assert.equal((await world.images.dataOpen(member, id)).content, null);
    await assert.rejects(world.images.dataStage(member, id, uploadOf(randomBytes(1))), failsWith('conflict'));
    await world.images.imageDelete(member, id);
    assert.equal((await world.images.usageGet(member)).stagedBytes.usage, 0);
    assert.deepEqual(await Array.fromAsync(world.store.contents()), []);
  });
});

/** Every step of the upload before that is a transaction, so it is a matter of turns of the event loop. */
async function untilStatus(world: ImageWorld, id: ImageId, status: string): Promise<void> {
  while ((await world.images.imageGet(member, id)).state.status !== status) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
