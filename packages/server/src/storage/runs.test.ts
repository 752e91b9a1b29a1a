import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChunkStore } from '@ingot/chunk-store';
import { put } from '@ingot/chunk-store/testing';
import { hasCode } from '../kernel/errors.ts';
import { newJobId } from '../kernel/ids.ts';
import { callerWith, openStorageWorld } from './testing/storage-world.ts';

const admin = callerWith('admin', 'member', 'reader');

/** A chunk store whose collections wait: for their signal, or for the test. */
function waiting(): { wrap: (chunks: ChunkStore) => ChunkStore; begun: Promise<void>; go: () => void } {
  const begun = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  return {
    begun: begun.promise,
    go: go.resolve,
    wrap: (chunks) => ({
      ingest: (options) => chunks.ingest(options),
      derive: (base, size, options) => chunks.derive(base, size, options),
      extract: (file, disk, how) => chunks.extract(file, disk, how),
      hold: (root) => chunks.hold(root),
      assemble: (options) => chunks.assemble(options),
      open: (root) => chunks.open(root),
      differences: (before, after) => chunks.differences(before, after),
      visit: (root, visitor, signal) => chunks.visit(root, visitor, signal),
      checksums: (root, how) => chunks.checksums(root, how),
      nameDisk: (size, signal) => chunks.nameDisk(size, signal),
      sha256: (signal) => chunks.sha256(signal),
      lengths: (ids) => chunks.lengths(ids),
      findAbsent: (ids) => chunks.findAbsent(ids),
      recover: () => chunks.recover(),
      usage: () => chunks.usage(),
      integrity: chunks.integrity,
      close: () => chunks.close(),
      compact: (options) => chunks.compact(options),
      collect: async (roots, options = {}) => {
        begun.resolve();
        const { signal } = options;
        const stopped = new Promise<never>((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        });
        await Promise.race([go.promise, stopped]);
        signal?.throwIfAborted();
        return chunks.collect(roots, options);
      },
    }),
  };
}

describe('maintenance of the store', () => {
  it('is started, goes on, and tells what has come of it', async (context) => {
    const world = await openStorageWorld(context);
    world.live.add(await put(world.temporary.store, Buffer.from('kept')));
    await put(world.temporary.store, Buffer.from('dropped'));
    const run = await world.storage.runStart(admin, { kind: 'collection' });
    assert.equal(run.requestedBy, admin.userId);
    const ended = await world.ended(run.id);
    assert.equal(ended.status, 'succeeded');
    assert.partialDeepStrictEqual(ended.figures, {
      step: 'done',
      swept: { chunks: 2 },
      compaction: { stoppedBy: null },
    });
    assert.deepEqual(await world.storage.runGet(admin, run.id), ended);
    assert.deepEqual((await world.storage.runList(admin, { kind: 'collection', limit: 10 })).items, [ended]);
    assert.equal((await world.temporary.store.usage()).chunks, 2);
  });

  it('is for administrators', async (context) => {
    const { storage } = await openStorageWorld(context);
    const member = callerWith('member', 'reader', 'service');
    const refusals = [
      storage.runStart(member, { kind: 'collection' }),
      storage.runList(member, { limit: 1 }),
      storage.runGet(member, newJobId()),
      storage.runCancel(member, newJobId()),
    ];
    for (const refusal of refusals) await assert.rejects(refusal, (error) => hasCode(error, 'forbidden'));
    await assert.rejects(storage.runGet(admin, newJobId()), (error) => hasCode(error, 'not-found'));
    await assert.rejects(storage.runCancel(admin, newJobId()), (error) => hasCode(error, 'not-found'));
    await assert.rejects(storage.runList(admin, { marker: newJobId(), limit: 1 }), (error) =>
      hasCode(error, 'invalid'),
    );
  });

  it('is done once at a time, by whichever process', async (context) => {
    const { wrap, begun, go } = waiting();
    const world = await openStorageWorld(context, wrap);
    const other = world.beside();
    await other.runner.start();
    const run = await world.storage.runStart(admin, { kind: 'collection' });
    await begun;
    await assert.rejects(other.storage.runStart(admin, { kind: 'collection' }), (error) => hasCode(error, 'conflict'));
    go();
    await world.ended(run.id);
    const next = await other.storage.runStart(admin, { kind: 'collection' });
    assert.equal((await world.ended(next.id)).status, 'succeeded');
  });

  it('ends soon when it is cancelled, also by another process, and before it has begun', async (context) => {
    const { wrap, begun } = waiting();
    const world = await openStorageWorld(context, wrap);
    const run = await world.storage.runStart(admin, { kind: 'collection' });
    await begun;
    const cancelled = await world.beside().storage.runCancel(admin, run.id);
    assert.equal(cancelled.cancelRequested, true);
    assert.equal((await world.ended(run.id)).status, 'cancelled');

    await world.runner.stop(0);
    const idle = await world.storage.runStart(admin, { kind: 'collection' });
    await world.storage.runCancel(admin, idle.id);
    const other = world.beside();
    await other.runner.start();
    const ended = await world.ended(idle.id);
    assert.equal(ended.status, 'cancelled');
    assert.deepEqual(await world.storage.runCancel(admin, idle.id), ended, 'what is over stays as it is');
  });

  it('goes on in another process when its own stops', async (context) => {
    const { wrap, begun, go } = waiting();
    const world = await openStorageWorld(context, wrap);
    const run = await world.storage.runStart(admin, { kind: 'collection' });
    await begun;
    await world.runner.stop(0);
    assert.equal((await world.storage.runGet(admin, run.id)).status, 'running');
    go();
    await world.beside().runner.start();
    assert.equal((await world.ended(run.id)).status, 'succeeded');
  });

  it('says why it failed, and can be tried again', async (context) => {
    const world = await openStorageWorld(context);
    const { index } = world.temporary;
    const request = { kind: 'collection', owner: 'another', now: 0, expiresAt: Date.now() + 1e6 } as const;
    const foreign = await index.openLease(request);
    const run = await world.storage.runStart(admin, { kind: 'collection' });
    const ended = await world.ended(run.id);
    assert.equal(ended.status, 'failed');
    assert.match(ended.failure ?? '', /collection is running/);
    await index.endLease(foreign);
    const next = await world.storage.runStart(admin, { kind: 'collection' });
    assert.equal((await world.ended(next.id)).status, 'succeeded');
  });

  it('lists runs page by page, and forgets old ones', async (context) => {
    const world = await openStorageWorld(context);
    const ids = [];
    for (let count = 0; count < 3; count += 1) {
      const { id } = await world.storage.runStart(admin, { kind: 'collection' });
      await world.ended(id);
      ids.unshift(id);
    }
    const first = await world.storage.runList(admin, { limit: 2 });
    const marker = ids[1] ?? assert.fail();
    const second = await world.storage.runList(admin, { limit: 2, marker });
    assert.deepEqual(
      [...first.items, ...second.items].map(({ id }) => id),
      ids,
    );
    assert.deepEqual([first.more, second.more], [true, false]);
    assert.equal(await world.runs.runForget(world.clock.now(), 2), 2);
    assert.equal((await world.storage.runList(admin, { limit: 10 })).items.length, 1);
  });

  it('collects at the start and when bytes may have become garbage, not twice in five minutes', async (context) => {
    const world = await openStorageWorld(context);
    const list = async () => (await world.storage.runList(admin, { limit: 10 })).items;
    const count = async (wanted: number) => {
      while ((await list()).length < wanted) await new Promise((resolve) => setImmediate(resolve));
    };
    world.work.start();
    await count(1);
    await world.ended((await list())[0]?.id ?? assert.fail());
    await world.work.stop();
    // Another process that starts a moment later leaves it at that.
    const other = world.beside();
    other.work.start();
    await other.work.stop();
    assert.equal((await list()).length, 1);
    world.clock.advance(6 * 60_000);
    const third = world.beside();
    third.work.start();
    await count(2);
    await third.work.stop();
  });
});
