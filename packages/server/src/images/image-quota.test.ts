import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { hasCode } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import { RESERVATION_STEP } from './image-uploads.ts';
import { testProject } from './testing/arbitraries.ts';
import { failsWith } from './testing/fails-with.ts';
import { caller, openWorld, puppet, uploadOf, type ImageWorld } from './testing/image-world.ts';

const member = caller('p1');
const MIB = 2 ** 20;

async function queued(world: ImageWorld): Promise<ImageId> {
  return (await world.images.imageCreate(member, { diskFormat: 'raw', containerFormat: 'bare' })).id;
}

async function assertNothingReserved(world: ImageWorld): Promise<void> {
  const usage = await world.store.usageFind(testProject('p1'));
  assert.equal(usage.reservedBytes, 0);
  assert.equal(usage.uploads, 0);
}

describe('the quota of a project', () => {
  it('is never overshot by parallel uploads of known size', async (context) => {
    const world = await openWorld(context, { limits: { bytes: MIB } });
    const ids = await Promise.all(Array.from({ length: 12 }, () => queued(world)));
    let most = 0;
    const results = await Promise.allSettled(
      ids.map(async (id) => {
        await world.images.dataUpload(member, id, uploadOf(randomBytes(MIB / 4)));
        const { bytes, reservedBytes } = await world.store.usageFind(testProject('p1'));
        most = Math.max(most, bytes + reservedBytes);
      }),
    );
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 4);
    for (const result of results) {
      if (result.status === 'rejected') assert.ok(hasCode(result.reason, 'quota-exceeded'), String(result.reason));
    }
    assert.equal(most, MIB);
    assert.equal((await world.images.usageGet(member)).bytes.usage, MIB);
    await assertNothingReserved(world);
  });

  it('is never overshot by parallel uploads of unknown size, and is used up to the last byte', async (context) => {
    const quota = 5 * MIB;
    const world = await openWorld(context, { limits: { bytes: quota } });
    const ids = await Promise.all(Array.from({ length: 6 }, () => queued(world)));
    await Promise.allSettled(
      ids.map((id) => world.images.dataUpload(member, id, uploadOf(randomBytes(2 * MIB), { declaredSize: null }))),
    );
    const { bytes } = await world.images.usageGet(member);
    assert.ok(bytes.usage <= quota, String(bytes.usage));
    await assertNothingReserved(world);
    const rest = await queued(world);
    await world.images.dataUpload(member, rest, uploadOf(randomBytes(quota - bytes.usage), { declaredSize: null }));
    assert.equal((await world.images.usageGet(member)).bytes.usage, quota);
  });

  it('is set aside exactly where the size is known, and a step ahead where it is not', async (context) => {
    const world = await openWorld(context, { limits: { bytes: 2 * RESERVATION_STEP } });
    const expected = new Map([
      [3000, 3000],
      [null, RESERVATION_STEP],
    ]);
    for (const [declaredSize, reserved] of expected) {
      const id = await queued(world);
      const client = puppet();
      const upload = world.images.dataUpload(
        member,
        id,
        uploadOf(Buffer.alloc(0), { bytes: client.bytes, declaredSize }),
      );
      for (let sent = 0; sent < 3; sent++) await client.send(randomBytes(1000));
      assert.equal((await world.store.usageFind(testProject('p1'))).reservedBytes, reserved);
      client.end();
      await upload;
      await assertNothingReserved(world);
    }
  });

  it('is asked before the first byte is read', async (context) => {
    const world = await openWorld(context, { limits: { bytes: 100 } });
    const id = await queued(world);
    let read = false;
    async function* bytes(): AsyncGenerator<Buffer> {
      read = true;
      yield Buffer.alloc(101);
    }
    await assert.rejects(
      world.images.dataUpload(member, id, uploadOf(Buffer.alloc(0), { bytes: bytes(), declaredSize: 101 })),
      failsWith('quota-exceeded'),
    );
    assert.equal(read, false);
  });
});
