import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { isChunkStoreError, type ChunkStoreErrorCode } from '../errors.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import { newPackId, type PackId } from '../packs/pack-id.ts';

/** A backend to test, empty. */
export interface BackendUnderTest {
  readonly backend: PackBackend;
  /** A second look at the same packs, as after a restart. */
  readonly reopen: () => Promise<PackBackend>;
  /** How many things, of any kind, lie in the backend that are not sealed packs. */
  readonly countLitter: () => Promise<number>;
  /** Removes it all. */
  readonly remove: () => Promise<void>;
}

/** The contract of `PackBackend` as a test suite, for every implementation to run. */
export function testPackBackend(name: string, make: () => Promise<BackendUnderTest>): void {
  const check = (title: string, test: (under: BackendUnderTest) => Promise<void>): void => {
    it(title, async () => {
      const under = await make();
      try {
        await test(under);
        assert.equal(await under.countLitter(), 0, 'the test left something behind');
      } finally {
        await under.backend.close();
        await under.remove();
      }
    });
  };

  describe(`${name} is a pack backend`, () => {
    check('reads back what was appended, in order', async ({ backend }) => {
      const parts = [randomBytes(10), Buffer.alloc(0), randomBytes(100_000), randomBytes(1)];
      const pack = await writePack(backend, parts);
      const whole = Buffer.concat(parts);
      assert.deepEqual(await backend.read(pack, 0, whole.length), whole);
      assert.deepEqual(await backend.read(pack, 9, 12), whole.subarray(9, 21));
      assert.equal(await backend.size(pack), whole.length);
    });

    check('reads into memory of the caller, where it can', async ({ backend }) => {
      if (!backend.readInto) return;
      const whole = randomBytes(200_000);
      const pack = await writePack(backend, [whole]);
      const targets = [10, 0, 100_000, 1].map((length) => Buffer.alloc(length));
      await backend.readInto(pack, 65_530, targets);
      assert.deepEqual(Buffer.concat(targets), whole.subarray(65_530, 165_541));
      await rejectsWith('corrupt', backend.readInto(pack, 199_999, [Buffer.alloc(2)]));
      await rejectsWith('missing', backend.readInto(newPackId(), 0, targets));
    });

    check('takes more buffers in one append than the system takes in one call', async ({ backend }) => {
      const parts = Array.from({ length: 3000 }, () => randomBytes(3));
      const pack = await writePack(backend, parts);
      assert.deepEqual(await backend.read(pack, 0, 9000), Buffer.concat(parts));
    });

    check('leaves the appended buffers to their owner', async ({ backend }) => {
      const pack = newPackId();
      const open = await backend.create(pack);
      const buffer = Buffer.from('first');
      await open.append([buffer]);
      buffer.write('other');
      await open.append([buffer]);
      await open.seal();
      assert.equal((await backend.read(pack, 0, 10)).toString(), 'firstother');
    });

    check('shows a pack only when it is sealed', async ({ backend }) => {
      const pack = newPackId();
      const open = await backend.create(pack);
      await open.append([Buffer.from('bytes')]);
      assert.deepEqual(await list(backend), []);
      await rejectsWith('missing', backend.read(pack, 0, 1));
      await rejectsWith('missing', backend.size(pack));
      await open.seal();
      assert.deepEqual(await list(backend), [pack]);
    });

    check('keeps sealed packs over a restart', async ({ backend, reopen }) => {
      const pack = await writePack(backend, [Buffer.from('bytes')]);
      const other = await reopen();
      assert.equal((await other.read(pack, 0, 5)).toString(), 'bytes');
      await other.close();
    });

    check('tells a pack that is not there from one that ends too early', async ({ backend }) => {
      const pack = await writePack(backend, [Buffer.from('bytes')]);
      await rejectsWith('missing', backend.read(newPackId(), 0, 1));
      await rejectsWith('missing', backend.size(newPackId()));
      await rejectsWith('corrupt', backend.read(pack, 3, 3));
    });

    check('deletes sealed packs, open ones and none', async ({ backend, reopen }) => {
      const sealed = await writePack(backend, [Buffer.from('bytes')]);
      await backend.read(sealed, 0, 1);
      await backend.delete(sealed);
      await rejectsWith('missing', backend.read(sealed, 0, 1));
      await backend.delete(sealed);

      const pack = newPackId();
      const open = await backend.create(pack);
      await open.append([Buffer.from('bytes')]);
      const other = await reopen();
      await other.delete(pack);
      await other.close();
      await open.discard();
      assert.deepEqual(await list(backend), []);
    });

    check('removes what is discarded, and does nothing when it is sealed', async ({ backend }) => {
      const open = await backend.create(newPackId());
      await open.append([Buffer.from('bytes')]);
      await open.discard();
      await open.discard();
      assert.deepEqual(await list(backend), []);

      const pack = newPackId();
      const kept = await backend.create(pack);
      await kept.seal();
      await kept.discard();
      assert.deepEqual(await list(backend), [pack]);
    });

    check('does not write a pack twice', async ({ backend }) => {
      const pack = await writePack(backend, [Buffer.from('bytes')]);
      await rejectsWith('io', backend.create(pack));
      assert.equal((await backend.read(pack, 0, 5)).toString(), 'bytes');
    });

    check('serves many readers and writers at once', async ({ backend }) => {
      const contents = Array.from({ length: 100 }, () => randomBytes(1000));
      const packs = await Promise.all(contents.map((content) => writePack(backend, [content])));
      const read = await Promise.all(packs.map((pack) => backend.read(pack, 0, 1000)));
      assert.deepEqual(read, contents);
      assert.deepEqual((await list(backend)).toSorted(), packs.toSorted());
    });
  });
}

/** Seals a pack with this content, appended in one call. */
export async function writePack(backend: PackBackend, parts: readonly Buffer[]): Promise<PackId> {
  const pack = newPackId();
  const open = await backend.create(pack);
  await open.append(parts);
  await open.seal();
  return pack;
}

async function list(backend: PackBackend): Promise<PackId[]> {
  return Array.fromAsync(backend.list());
}

/** Asserts that `promise` rejects with this error of the store. */
export async function rejectsWith(code: ChunkStoreErrorCode, promise: Promise<unknown>): Promise<void> {
  await assert.rejects(promise, (error) => isChunkStoreError(error, code) || assert.fail(String(error)));
}
