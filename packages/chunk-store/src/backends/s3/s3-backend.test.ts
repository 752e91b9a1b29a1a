import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startCeph, type Ceph } from '@ingot/judges';
import type { PackBackend } from '../../packs/pack-backend.ts';
import { newPackId } from '../../packs/pack-id.ts';
import { noise } from '../../testing/content.ts';
import { bucketSettings } from '../../testing/bucket.ts';
import { rejectsWith, testPackBackend, writePack } from '../../testing/pack-backend-suite.ts';
import { cachedBackend } from '../cached/cached-backend.ts';
import { s3Backend } from './s3-backend.ts';
import { S3Connection } from './s3-connection.ts';
import { S3Objects } from './s3-objects.ts';
import { PART_SIZE } from './part-memory.ts';
import type { S3Settings } from './s3-settings.ts';

let ceph: Ceph;
before(async () => {
  ceph = await startCeph();
});
after(() => ceph.stop());

const settingsFor = (changes?: Partial<S3Settings>): Promise<S3Settings> => bucketSettings(ceph, changes);

async function countLitter(bucket: string): Promise<number> {
  const keys = await ceph.keys(bucket);
  const strange = keys.filter((key) => !/^ingot\/packs\/[0-9a-f-]{36}\.pack$/.test(key));
  return strange.length + (await ceph.uploads(bucket)).length;
}

testPackBackend('a bucket of a real S3 store', async () => {
  const settings = await settingsFor();
  return {
    backend: await s3Backend(settings),
    reopen: () => s3Backend(settings),
    countLitter: () => countLitter(settings.bucket),
    remove: async () => undefined,
  };
});

testPackBackend('a read cache before a bucket', async () => {
  const settings = await settingsFor();
  const directory = await mkdtemp(join(tmpdir(), 'ingot-cache-'));
  const open = async (): Promise<PackBackend> =>
    cachedBackend(await s3Backend(settings), { directory, size: 64 * 1024 * 1024 });
  return {
    backend: await open(),
    reopen: open,
    countLitter: () => countLitter(settings.bucket),
    remove: () => rm(directory, { recursive: true }),
  };
});

describe('a pack in a bucket', () => {
  const content = noise(3 * PART_SIZE + 1, 'pack');

  it('has any length, also those at which its parts are full', async () => {
    const backend = await s3Backend(await settingsFor());
    for (const length of [0, 1, PART_SIZE - 1, PART_SIZE, PART_SIZE + 1, 2 * PART_SIZE, 3 * PART_SIZE + 1]) {
      const pack = await writePack(backend, [content.subarray(0, length)]);
      assert.equal(await backend.size(pack), length);
      assert.ok((await backend.read(pack, 0, length)).equals(content.subarray(0, length)), `of ${length} bytes`);
      const place = Math.max(0, length - 7);
      assert.ok((await backend.read(pack, place, length - place)).equals(content.subarray(place, length)));
      await rejectsWith('corrupt', backend.read(pack, place, length - place + 1));
      await rejectsWith('corrupt', backend.read(pack, length, 1));
    }
    await backend.close();
  });

  it('is made of appends of any length', async () => {
    const backend = await s3Backend(await settingsFor());
    const places = [0, 1, 262_144, PART_SIZE - 5, PART_SIZE, PART_SIZE + 3, 3 * PART_SIZE, content.length];
    const pack = await writePack(
      backend,
      places.slice(1).map((end, index) => content.subarray(places[index], end)),
    );
    assert.ok((await backend.read(pack, 0, content.length)).equals(content));
    await backend.close();
  });

  it('is written on while others that stand still hold more memory than there is plenty of', async () => {
    const backend = await s3Backend(await settingsFor());
    const still = await Promise.all(Array.from({ length: 10 }, () => backend.create(newPackId())));
    for (const pack of still) await pack.append([content.subarray(0, PART_SIZE)]);
    const packs = await Promise.all(Array.from({ length: 3 }, () => writePack(backend, [content])));
    for (const pack of packs) assert.ok((await backend.read(pack, 0, content.length)).equals(content));
    for (const pack of still) await pack.append([content.subarray(PART_SIZE)]);
    for (const pack of still) await pack.seal();
    await backend.close();
  });

  it('leaves no parts behind when it is discarded, nor when its writer died', async () => {
    const settings = await settingsFor();
    const backend = await s3Backend(settings);
    const discarded = await backend.create(newPackId());
    await discarded.append([content]);
    await discarded.discard();
    assert.deepEqual(await ceph.uploads(settings.bucket), []);

    const dead = await s3Backend(settings);
    const pack = newPackId();
    await (await dead.create(pack)).append([content]);
    await uploadsBegun(settings.bucket, 1);
    await dead.close();
    await backend.delete(pack);
    assert.deepEqual(await ceph.uploads(settings.bucket), []);
    assert.deepEqual(await ceph.keys(settings.bucket), []);
    await backend.close();
  });

  it('is listed with more others than a page of a listing holds', async () => {
    const settings = await settingsFor();
    const connection = await S3Connection.open(settings);
    const objects = new S3Objects(connection);
    const keys = Array.from({ length: 25 }, (_, number) => `a/${number}`);
    await Promise.all([...keys, 'b'].map((key) => objects.put(key, Buffer.from(key))));
    assert.deepEqual(await Array.fromAsync(objects.list('a/', undefined, 10)), keys.toSorted());
    connection.close();
  });

  it('is one of its store only, though others share the bucket', async () => {
    const one = await settingsFor({ prefix: 'one/' });
    const other = await s3Backend({ ...one, prefix: 'one/packs/other/' });
    const backend = await s3Backend(one);
    const pack = await writePack(backend, [Buffer.from('bytes')]);
    await writePack(other, [Buffer.from('other')]);
    assert.deepEqual(await Array.fromAsync(backend.list()), [pack]);
    await rejectsWith('missing', other.read(pack, 0, 1));
    await other.close();
    await backend.close();
  });

  /** What a part takes until the store shows its upload nobody is told. */
  async function uploadsBegun(bucket: string, count: number): Promise<void> {
    while ((await ceph.uploads(bucket)).length < count);
  }
});
