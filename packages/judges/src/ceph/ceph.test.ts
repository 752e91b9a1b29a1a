import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startCeph, type Ceph } from '../index.ts';

describe('a Ceph of our own', () => {
  let ceph: Ceph;
  before(async () => {
    ceph = await startCeph();
  });
  after(() => ceph.stop());

  it('has empty buckets to give away', async () => {
    const bucket = await ceph.newBucket();
    assert.notEqual(await ceph.newBucket(), bucket);
    assert.deepEqual(await ceph.keys(bucket), []);
    assert.deepEqual(await ceph.uploads(bucket), []);
  });

  it('hangs while its gateway is paused', async () => {
    await ceph.pause();
    try {
      await assert.rejects(fetch(ceph.endpoint, { signal: AbortSignal.timeout(200) }), { name: 'TimeoutError' });
    } finally {
      ceph.resume();
    }
    assert.equal((await fetch(ceph.endpoint)).status, 200);
  });

  it('refuses connections while its gateway is gone, and keeps what was stored', async () => {
    const bucket = await ceph.newBucket();
    await ceph.kill();
    await assert.rejects(fetch(ceph.endpoint));
    await ceph.restart();
    assert.deepEqual(await ceph.keys(bucket), []);
  });
});

it('leaves nothing behind', async () => {
  const ceph = await startCeph();
  await ceph.stop();
  await assert.rejects(fetch(ceph.endpoint));
  assert.equal(existsSync(ceph.directory), false);
});
