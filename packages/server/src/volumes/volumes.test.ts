import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { qcow2Image } from '@ingot/disk/testing';
import { caller, uploadOf } from '../images/testing/image-world.ts';
import { failsWith } from '../images/testing/fails-with.ts';
import type { ImageId, SnapshotId, VolumeId } from '../kernel/ids.ts';
import { newImageId, newSnapshotId, newVolumeId } from '../kernel/ids.ts';
import { given } from './testing/volume-arbitraries.ts';
import { FREED, openWorld, type VolumeWorld } from './testing/volume-world.ts';
import { RESETTABLE_STATUSES } from './volumes.ts';
import { removeLitter } from './work/litter.ts';
import { endOverdue } from './work/overdue.ts';

const member = caller('p1');
const reader = caller('p1', 'reader');
const stranger = caller('p2');
const admin = caller('ops', 'admin');
const BLANK = { kind: 'blank' } as const;
const NEWEST = { sort: [], limit: 100 } as const;

async function blank(world: VolumeWorld, sizeGib = 1): Promise<VolumeId> {
  const { id } = await world.volumes.volumeCreate(member, { source: BLANK, sizeGib });
  await world.idle();
  return id;
}

async function rawImage(world: VolumeWorld, bytes: Buffer, more: object = {}): Promise<ImageId> {
  const image = { name: 'base', diskFormat: 'raw', containerFormat: 'bare', ...more } as const;
  const { id } = await world.images.imageCreate(member, image);
  await world.images.dataUpload(member, id, uploadOf(bytes));
  return id;
}

async function snapshotOf(world: VolumeWorld, volumeId: VolumeId): Promise<SnapshotId> {
  const { id } = await world.volumes.snapshotCreate(member, { volumeId });
  await world.idle();
  return id;
}

async function write(world: VolumeWorld, id: VolumeId, bytes: Buffer, offset: number): Promise<void> {
  const file = await open(world.disks.path(id), 'r+');
  await file.write(bytes, 0, bytes.length, offset);
  await file.close();
}

async function statusOf(world: VolumeWorld, id: VolumeId): Promise<string> {
  return (await world.volumes.volumeGet(member, id)).state.status;
}

describe('a volume', () => {
  it('is there at once, available when its disk is, and grows', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const metadata = { purpose: 'test' };
    const created = await volumes.volumeCreate(member, { source: BLANK, sizeGib: 2, name: 'data', metadata });
    assert.equal(created.state.status, 'creating');
    assert.equal(created.bootable, false);
    await world.idle();
    assert.equal(await statusOf(world, created.id), 'available');
    const before = await readFile(world.disks.path(created.id));
    assert.equal((await volumes.volumeExtend(member, created.id, 3)).state.status, 'extending');
    await world.idle();
    const grown = await volumes.volumeGet(member, created.id);
    assert.deepEqual([grown.sizeGib, grown.state.status, grown.metadata], [3, 'available', metadata]);
    assert.ok((await readFile(world.disks.path(created.id))).length > before.length);
    await assert.rejects(volumes.volumeExtend(member, created.id, 3), failsWith('invalid', /only grow/));
  });

  it('is made of an image, with what is said of it, and lives on without it', async (context) => {
    const world = await openWorld(context);
    const { volumes, images } = world;
    const bytes = randomBytes(500_000);
    const imageId = await rawImage(world, bytes, { minDisk: 2, properties: { os_distro: 'debian' } });
    const source = { kind: 'image', imageId } as const;
    await assert.rejects(volumes.volumeCreate(member, { source, sizeGib: 1 }), failsWith('invalid', /min_disk 2/));
    const { id, state, sizeGib } = await volumes.volumeCreate(member, { source });
    assert.deepEqual([state.status, sizeGib], ['downloading', 2]);
    await world.idle();
    const volume = await volumes.volumeGet(member, id);
    assert.equal(volume.bootable, true);
    assert.equal(volume.imageMetadata['image_id'], imageId);
    assert.equal(volume.imageMetadata['os_distro'], 'debian');
    assert.deepEqual((await readFile(world.disks.path(id))).subarray(0, bytes.length), bytes);
    const uses = [{ kind: 'volume', id, name: null }];
    assert.deepEqual((await images.imageUses(member, imageId)).dependants, uses);
    await assert.rejects(images.imageDelete(member, imageId), failsWith('conflict', new RegExp(`volume ${id}`)));
    await world.store.transaction(async (tx) => {
      const made = given(await tx.volumeFind(id));
      await tx.volumeWrite({ ...made, ownerId: given(stranger.projectId) }, made);
    });
    await images.imageDelete(member, imageId);
    await images.trashPurge(member, imageId);
    await world.collect();
    const { root } = given(volume.base);
    assert.deepEqual(await (await world.chunks.open(root)).read(0, bytes.length), bytes);
  });

  it('is made of the disk in an image of another format, which is unpacked for it', async (context) => {
    const world = await openWorld(context);
    const { volumes, images } = world;
    const qcow2 = qcow2Image({ virtualSize: 2 ** 21, clusterBits: 16, l2: [] });
    const { id: imageId } = await images.imageCreate(member, { diskFormat: 'qcow2', containerFormat: 'bare' });
    await images.dataUpload(member, imageId, uploadOf(qcow2));
    const { id, base } = await volumes.volumeCreate(member, { source: { kind: 'image', imageId } });
    assert.equal(base, null);
    await world.idle();
    const volume = await volumes.volumeGet(member, id);
    const view = await images.diskViewGet(member, imageId);
    assert.ok(view.kind === 'ready');
    assert.deepEqual([volume.state.status, volume.base], ['available', { root: view.root, size: 2 ** 21 }]);
    // The next one need not wait.
    assert.deepEqual((await volumes.volumeCreate(member, { source: { kind: 'image', imageId } })).base, volume.base);
    await world.idle();

    const { id: broken } = await images.imageCreate(member, { diskFormat: 'qcow2', containerFormat: 'docker' });
    await images.dataUpload(member, broken, uploadOf(randomBytes(1000)));
    const source = { kind: 'image', imageId: broken } as const;
    await assert.rejects(volumes.volumeCreate(member, { source }), failsWith('conflict', /docker.*no disk/));
  });

  it('is not made of an image that cannot be a disk, or that the caller may not use', async (context) => {
    const world = await openWorld(context);
    const { volumes, images } = world;
    const queued = await images.imageCreate(member, { diskFormat: 'raw', containerFormat: 'bare' });
    const of = (imageId: ImageId) => ({ source: { kind: 'image', imageId } as const, sizeGib: 1 });
    await assert.rejects(volumes.volumeCreate(member, of(queued.id)), failsWith('conflict', /queued.*active/));
    const own = await rawImage(world, randomBytes(1000), { visibility: 'private' });
    await assert.rejects(volumes.volumeCreate(stranger, of(own)), failsWith('not-found'));
    await assert.rejects(volumes.volumeCreate(member, of(newImageId())), failsWith('not-found'));
    const shared = await rawImage(world, randomBytes(1000));
    await images.imageUpdate(admin, shared, () => ({ visibility: 'public' }));
    await volumes.volumeCreate(stranger, of(shared));
    await assert.rejects(images.imageDelete(stranger, shared), failsWith('forbidden'));
    await world.idle();
    assert.equal((await volumes.volumeList(stranger, NEWEST)).items.length, 1);
  });

  it('is refused with a reason that says what would do', async (context) => {
    const { volumes } = await openWorld(context, { limits: { perVolumeGigabytes: 5 } });
    const refused = (wanted: object, code: Parameters<typeof failsWith>[0], why: RegExp) =>
      assert.rejects(volumes.volumeCreate(member, { source: BLANK, sizeGib: 1, ...wanted }), failsWith(code, why));
    await refused({ sizeGib: 0 }, 'invalid', /whole number/);
    await refused({ sizeGib: 1.5 }, 'invalid', /whole number/);
    await refused({ sizeGib: undefined }, 'invalid', /needs a size/);
    await refused({ sizeGib: 6 }, 'too-large', /at most 5 GiB/);
    await refused({ type: 'gold' }, 'not-found', /gold/);
    await refused({ availabilityZone: 'mars' }, 'invalid', /mars/);
    await refused({ name: 'x'.repeat(256) }, 'invalid', /255/);
    await refused({ metadata: { '': 'x' } }, 'invalid', /must not be empty/);
    await refused({ description: 'a\0' }, 'invalid', /cannot be stored/);
    await refused({ source: { kind: 'volume', volumeId: newVolumeId() } }, 'not-found', /Volume/);
    await refused({ source: { kind: 'snapshot', snapshotId: newSnapshotId() } }, 'not-found', /Snapshot/);
    await assert.rejects(volumes.volumeCreate(reader, { source: BLANK, sizeGib: 1 }), failsWith('forbidden'));
    await assert.rejects(volumes.volumeCreate(caller(null), { source: BLANK, sizeGib: 1 }), failsWith('forbidden'));
    assert.deepEqual((await volumes.quotaGet(member, given(member.projectId))).usage, {
      volumes: 0,
      snapshots: 0,
      gigabytes: 0,
    });
  });

  it('belongs to its project: readers see it, members change it, and nobody else knows of it', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const id = await blank(world);
    assert.equal((await volumes.volumeGet(reader, id)).id, id);
    assert.equal((await volumes.volumeGet(admin, id)).id, id);
    await assert.rejects(
      volumes.volumeUpdate(reader, id, () => ({ name: 'x' })),
      failsWith('forbidden'),
    );
    for (const attempt of [
      () => volumes.volumeGet(stranger, id),
      () => volumes.volumeUpdate(stranger, id, () => ({ name: 'x' })),
      () => volumes.volumeDelete(stranger, id),
      () => volumes.volumeExtend(stranger, id, 2),
      () => volumes.snapshotCreate(stranger, { volumeId: id }),
      () => volumes.volumeUses(stranger, id),
      () => volumes.volumeCreate(stranger, { source: { kind: 'volume', volumeId: id } }),
    ]) {
      await assert.rejects(attempt(), failsWith('not-found'));
    }
    assert.deepEqual((await volumes.volumeList(stranger, { ...NEWEST, allProjects: true })).items, []);
    assert.equal((await volumes.volumeList(admin, { ...NEWEST, allProjects: true })).items.length, 1);
    assert.deepEqual((await volumes.volumeList(admin, NEWEST)).items, []);
    await assert.rejects(volumes.volumeList(stranger, { ...NEWEST, marker: id }), failsWith('not-found'));
  });

  it('is changed by what revise says, in the state that it is in then', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const id = await blank(world);
    await volumes.volumeUpdate(member, id, () => ({
      metadata: { a: '1' },
      imageMetadata: { os: 'x' },
      readOnly: true,
    }));
    const changed = await volumes.volumeUpdate(member, id, ({ metadata }) => ({
      name: 'new',
      bootable: true,
      metadata: { ...metadata, b: '2' },
    }));
    assert.deepEqual(
      [changed.name, changed.bootable, changed.readOnly, changed.metadata, changed.imageMetadata],
      ['new', true, true, { a: '1', b: '2' }, { os: 'x' }],
    );
    assert.deepEqual(await volumes.volumeGet(member, id), changed);
    const many = Object.fromEntries(Array.from({ length: 129 }, (_, n) => [`k${n}`, '']));
    await assert.rejects(
      volumes.volumeUpdate(member, id, () => ({ metadata: many })),
      failsWith('invalid', /128/),
    );
  });

  it('goes with its disk and what it counted for', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const id = await blank(world, 2);
    await volumes.volumeDelete(member, id);
    await world.idle();
    await assert.rejects(volumes.volumeGet(member, id), failsWith('not-found'));
    assert.deepEqual(await Array.fromAsync(world.disks.list()), []);
    const { usage } = await volumes.quotaGet(member, given(member.projectId));
    assert.deepEqual(usage, { volumes: 0, snapshots: 0, gigabytes: 0 });
  });
});

describe('a copy of a volume', () => {
  it('holds what the source held, whatever becomes of that', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const source = await blank(world);
    await write(world, source, Buffer.from('written by a guest'), 4096);
    const copy = await volumes.volumeCreate(member, { source: { kind: 'volume', volumeId: source }, sizeGib: 2 });
    await world.idle();
    await write(world, source, Buffer.from('later'), 4096);
    const dependants = [{ kind: 'volume', id: copy.id, name: null }];
    const uses = { dependants, readers: 0, blocksDelete: false, freed: null, hostBytes: 2 ** 20 };
    assert.deepEqual(await volumes.volumeUses(member, source), uses);
    await volumes.volumeDelete(member, source);
    await world.idle();
    await world.collect();
    const bytes = await readFile(world.disks.path(copy.id));
    assert.equal(bytes.toString('utf8', 4096, 4096 + 18), 'written by a guest');
  });

  it('keeps the source from changing while that is read', async (context) => {
    const [reading, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const world = await openWorld(context, {
      wrapDisks: (disks) => ({
        ...disks,
        capture: async (...how) => {
          reading.resolve();
          await go.promise;
          return disks.capture(...how);
        },
      }),
    });
    const { volumes } = world;
    const source = await blank(world);
    const copy = await volumes.volumeCreate(member, { source: { kind: 'volume', volumeId: source } });
    await reading.promise;
    const blocked = failsWith('conflict', /being read: 1 snapshot or copy/);
    await assert.rejects(volumes.volumeDelete(member, source), blocked);
    await assert.rejects(volumes.volumeExtend(member, source, 2), blocked);
    await assert.rejects(volumes.volumeReserve(member, source), blocked);
    await assert.rejects(volumes.volumeDelete(member, copy.id), failsWith('conflict', /creating/));
    go.resolve();
    await world.idle();
    assert.equal(await statusOf(world, copy.id), 'available');
    await volumes.volumeReserve(member, source);
  });
});

describe('a snapshot', () => {
  it('is a tree that outlives the volume as it was, and makes volumes that outlive it', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const origin = await blank(world);
    await write(world, origin, Buffer.from('first'), 0);
    const snapshotId = await snapshotOf(world, origin);
    await write(world, origin, Buffer.from('later'), 0);
    const source = { kind: 'snapshot', snapshotId } as const;
    const { id } = await volumes.volumeCreate(member, { source, name: 'again' });
    await world.idle();
    const dependants = [{ kind: 'volume', id, name: 'again' }];
    const freed = { bytes: FREED.withinProject, measuredAt: FREED.measuredAt };
    const uses = { dependants, readers: 0, blocksDelete: false, freed, hostBytes: null };
    assert.deepEqual(await volumes.snapshotUses(member, snapshotId), uses);
    await volumes.snapshotDelete(member, snapshotId);
    await assert.rejects(volumes.snapshotGet(member, snapshotId), failsWith('not-found'));
    await world.collect();
    const { root } = given((await volumes.volumeGet(member, id)).base);
    assert.equal((await (await world.chunks.open(root)).read(0, 5)).toString(), 'first');
    assert.equal((await readFile(world.disks.path(id))).toString('utf8', 0, 5), 'first');
  });

  it('keeps its volume from being deleted, which says so, or goes with it', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const origin = await blank(world);
    const ids = [await snapshotOf(world, origin), await snapshotOf(world, origin)];
    const list = failsWith('conflict', new RegExp(ids.toSorted().join(', ')));
    await assert.rejects(volumes.volumeDelete(member, origin), list);
    const { dependants, blocksDelete } = await volumes.volumeUses(member, origin);
    assert.deepEqual([dependants.map(({ id }) => id), blocksDelete], [ids.toSorted(), true]);
    await volumes.volumeDelete(member, origin, { cascade: true });
    await world.idle();
    assert.deepEqual((await volumes.snapshotList(member, NEWEST)).items, []);
    const { usage } = await volumes.quotaGet(member, given(member.projectId));
    assert.deepEqual(usage, { volumes: 0, snapshots: 0, gigabytes: 0 });
  });

  it('is an error, with the reason, when the volume cannot be read', async (context) => {
    const world = await openWorld(context, {
      wrapDisks: (disks) => ({ ...disks, capture: () => Promise.reject(new Error('a secret of the host')) }),
    });
    const origin = await blank(world);
    const id = await snapshotOf(world, origin);
    const { state } = await world.volumes.snapshotGet(member, id);
    assert.ok(state.status === 'error');
    assert.doesNotMatch(state.failure, /secret/);
    assert.equal(await statusOf(world, origin), 'available');
    const source = { kind: 'snapshot', snapshotId: id } as const;
    await assert.rejects(world.volumes.volumeCreate(member, { source }), failsWith('conflict', /must be available/));
    await world.volumes.snapshotDelete(member, id);
  });

  it('is changed and seen as its volume is', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const id = await snapshotOf(world, await blank(world));
    await volumes.snapshotUpdate(member, id, () => ({ name: 'before the update', metadata: { a: '1' } }));
    assert.equal((await volumes.snapshotGet(reader, id)).name, 'before the update');
    await assert.rejects(
      volumes.snapshotUpdate(reader, id, () => ({})),
      failsWith('forbidden'),
    );
    await assert.rejects(volumes.snapshotDelete(stranger, id), failsWith('not-found'));
    await assert.rejects(volumes.snapshotResetStatus(member, id, 'error'), failsWith('forbidden'));
    await volumes.snapshotResetStatus(admin, id, 'error');
    assert.equal((await volumes.snapshotGet(member, id)).state.status, 'error');
  });
});

describe('an image of a volume', () => {
  it('waits for the bytes while the volume is locked, and is then what the volume holds', async (context) => {
    const world = await openWorld(context);
    const { volumes, images } = world;
    const id = await blank(world);
    await write(world, id, Buffer.from('golden'), 0);
    await volumes.volumeUpdate(member, id, () => ({ imageMetadata: { os_distro: 'debian', image_name: 'old' } }));
    const wanted = { name: 'golden', diskFormat: 'raw', containerFormat: 'bare' } as const;
    const { volume, image } = await volumes.volumeUploadToImage(member, id, wanted);
    assert.deepEqual([volume.state.status, image.state.status], ['uploading', 'importing']);
    await assert.rejects(volumes.volumeDelete(member, id), failsWith('conflict', /uploading/));
    await world.idle();
    assert.equal(await statusOf(world, id), 'available');
    const made = await images.imageGet(member, image.id);
    assert.equal(made.state.status, 'active');
    assert.deepEqual(made.properties, { os_distro: 'debian' });
    const { reader: bytes } = await images.dataOpen(member, image.id);
    assert.equal((await given(bytes).read(0, 6)).toString(), 'golden');
  });

  it('is not begun in a format that takes a conversion, nor of a volume in use', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const id = await blank(world);
    const wanted = { name: 'x', diskFormat: 'raw', containerFormat: 'bare' } as const;
    const converted = { ...wanted, diskFormat: 'qcow2' } as const;
    await assert.rejects(volumes.volumeUploadToImage(member, id, converted), failsWith('invalid', /qcow2/));
    await volumes.volumeAttach(member, id, { machineId: null, hostName: 'node-1', device: '/dev/vdb' });
    await assert.rejects(volumes.volumeUploadToImage(member, id, wanted), failsWith('conflict', /in-use/));
    assert.deepEqual((await world.images.imageList(member, { hidden: false, sort: [], limit: 9 })).items, []);
  });

  it('is given up when somebody cancels it, which frees the volume, and made again', async (context) => {
    const reading = Promise.withResolvers<void>();
    let captures = 0;
    const world = await openWorld(context, {
      wrapDisks: (disks) => ({
        ...disks,
        capture: (id, signal, progress) => {
          captures += 1;
          if (captures > 1) return disks.capture(id, signal, progress);
          reading.resolve();
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
        },
      }),
    });
    const { volumes, images } = world;
    const id = await blank(world);
    const wanted = { name: 'golden', diskFormat: 'raw', containerFormat: 'bare' } as const;
    const { image, volume } = await volumes.volumeUploadToImage(member, id, wanted);
    assert.ok(volume.state.status === 'uploading');
    const job = given(await world.jobs.jobFind(volume.state.task));
    await reading.promise;
    await assert.rejects(volumes.uploadCancel(stranger, job), failsWith('not-found'));
    await volumes.uploadCancel(member, job);
    await world.idle();
    assert.equal(await statusOf(world, id), 'available');
    assert.equal((await world.jobs.jobFind(job.id))?.state.status, 'cancelled');
    await assert.rejects(images.imageGet(member, image.id), failsWith('not-found'));
    await assert.rejects(volumes.uploadCancel(member, job), failsWith('conflict', /available/));

    const older = { ...job, payload: { work: 'upload', volumeId: id, imageId: image.id } };
    await assert.rejects(volumes.uploadRetry(member, older), failsWith('conflict', /not kept/));
    const again = await volumes.uploadRetry(member, job);
    await world.idle();
    const { name, state } = await images.imageGet(member, again.image.id);
    assert.deepEqual([name, state.status], ['golden', 'active']);
  });

  it('that waits for its turn is given up by whoever deletes the image, which frees the volume at once', async (context) => {
    const going = Promise.withResolvers<void>();
    let captures = 0;
    const world = await openWorld(context, {
      wrapDisks: (disks) => ({
        ...disks,
        capture: async (id, signal, progress) => {
          captures += 1;
          await going.promise;
          return disks.capture(id, signal, progress);
        },
      }),
    });
    const { volumes, images, jobs } = world;
    const wanted = { name: 'golden', diskFormat: 'raw', containerFormat: 'bare' } as const;
    // As many as a project reads at a time, and two more.
    const ids = [await blank(world), await blank(world), await blank(world), await blank(world)];
    const begun = await Promise.all(ids.map((id) => volumes.volumeUploadToImage(member, id, wanted)));
    const jobOf = async ({ volume }: (typeof begun)[number]) => {
      assert.ok(volume.state.status === 'uploading');
      return given(await jobs.jobFind(volume.state.task));
    };
    await until(async () => captures === 2);
    const all = await Promise.all(begun.map(async (each) => ({ ...each, job: await jobOf(each) })));
    const waiting = all.filter(({ job }) => job.state.status === 'waiting');
    const [cancelled, deleted] = waiting;
    assert.ok(cancelled && deleted && waiting.length === 2);

    await volumes.uploadCancel(member, cancelled.job);
    await images.imageDelete(member, deleted.image.id);
    for (const { volume, job } of waiting) {
      assert.equal(await statusOf(world, volume.id), 'available');
      assert.equal((await jobs.jobFind(job.id))?.state.status, 'cancelled');
    }
    // It is free for other work, and what is read already goes on.
    await volumes.volumeUpdate(member, cancelled.volume.id, () => ({ name: 'free' }));
    assert.equal((await volumes.uploadRetry(member, cancelled.job)).volume.state.status, 'uploading');
    going.resolve();
    await world.idle();
    for (const id of ids) assert.equal(await statusOf(world, id), 'available');
    assert.equal(captures, 3);
    const { items } = await images.imageList(member, { hidden: false, sort: [], limit: 9 });
    assert.deepEqual(
      items.map(({ state }) => state.status),
      ['active', 'active', 'active'],
    );
  });

  it('waits for other bytes, with the reason, when the volume cannot be read', async (context) => {
    const world = await openWorld(context, {
      wrapDisks: (disks) => ({ ...disks, capture: () => Promise.reject(new Error('broken')) }),
    });
    const id = await blank(world);
    const wanted = { name: 'x', diskFormat: 'raw', containerFormat: 'bare' } as const;
    const { image } = await world.volumes.volumeUploadToImage(member, id, wanted);
    await world.idle();
    assert.equal(await statusOf(world, id), 'available');
    const { state } = await world.images.imageGet(member, image.id);
    assert.ok(state.status === 'queued' && state.failure !== null);
  });
});

describe('a volume and a machine', () => {
  it('come together and apart in order', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const id = await blank(world);
    await assert.rejects(volumes.volumeUnreserve(member, id), failsWith('conflict'));
    await volumes.volumeReserve(member, id);
    await assert.rejects(volumes.volumeReserve(member, id), failsWith('conflict', /attaching/));
    await volumes.volumeUnreserve(member, id);
    await volumes.volumeReserve(member, id);
    const { state } = await volumes.volumeAttach(member, id, { machineId: 'm', hostName: null, device: '/dev/vdb' });
    assert.ok(state.status === 'in-use');
    assert.equal(state.attachment.mode, 'rw');
    await assert.rejects(volumes.volumeExtend(member, id, 2), failsWith('conflict', /in-use/));
    await volumes.volumeBeginDetaching(member, id);
    await volumes.volumeRollDetaching(member, id);
    assert.deepEqual((await volumes.volumeGet(member, id)).state, state);
    await volumes.volumeBeginDetaching(member, id);
    await volumes.volumeDetach(member, id);
    assert.equal(await statusOf(world, id), 'available');
  });

  it('may be only for reading', async (context) => {
    const world = await openWorld(context);
    const id = await blank(world);
    await world.volumes.volumeUpdate(member, id, () => ({ readOnly: true }));
    const machine = { machineId: 'm', hostName: null, device: '/dev/vdb', mode: 'rw' } as const;
    const { state } = await world.volumes.volumeAttach(member, id, machine);
    assert.ok(state.status === 'in-use' && state.attachment.mode === 'ro');
  });
});

describe('what a project may have', () => {
  it('is never overshot, also in parallel', async (context) => {
    const world = await openWorld(context, { limits: { volumes: 3, gigabytes: 100 } });
    const { volumes } = world;
    const attempts = Array.from({ length: 8 }, () => volumes.volumeCreate(member, { source: BLANK, sizeGib: 1 }));
    const results = await Promise.allSettled(attempts);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 3);
    await world.idle();
    assert.equal((await Array.fromAsync(world.disks.list())).length, 3);
  });

  it('counts what volumes grow by and what snapshots keep, and takes back what failed', async (context) => {
    const broken = { extend: true };
    const counted = Promise.withResolvers<void>();
    const world = await openWorld(context, {
      limits: { gigabytes: 6 },
      wrapDisks: (disks) => ({
        ...disks,
        extend: async (...how) => {
          if (!broken.extend) return disks.extend(...how);
          await counted.promise;
          throw new Error('no');
        },
      }),
    });
    const { volumes } = world;
    const project = given(member.projectId);
    const id = await blank(world, 2);
    await assert.rejects(volumes.volumeExtend(member, id, 7), failsWith('quota-exceeded', /6 GiB/));
    await volumes.volumeExtend(member, id, 5);
    assert.equal((await volumes.quotaGet(member, project)).usage.gigabytes, 5);
    counted.resolve();
    await world.idle();
    assert.equal(await statusOf(world, id), 'error_extending');
    assert.equal((await volumes.quotaGet(member, project)).usage.gigabytes, 2);
    broken.extend = false;
    await volumes.volumeExtend(member, id, 3);
    await world.idle();
    assert.equal(await statusOf(world, id), 'available');
    await snapshotOf(world, id);
    await assert.rejects(volumes.snapshotCreate(member, { volumeId: id }), failsWith('quota-exceeded'));
    assert.deepEqual((await volumes.quotaGet(member, project)).usage, { volumes: 1, snapshots: 1, gigabytes: 6 });
    await assert.rejects(volumes.quotaGet(stranger, project), failsWith('forbidden'));
    await assert.rejects(volumes.quotaSet(member, project, { volumes: 9 }), failsWith('forbidden'));
    await assert.rejects(volumes.quotaSet(admin, project, { volumes: -2 }), failsWith('invalid'));
  });
});

describe('work that does not end', () => {
  it('is given up at its deadline, unless somebody is at it', async (context) => {
    const world = await openWorld(context);
    const { volumes, clock } = world;
    const origin = await blank(world);
    await world.stopJobs();
    const { id } = await volumes.volumeCreate(member, { source: BLANK, sizeGib: 1 });
    const elsewhere = given(await world.store.volumeFind(id));
    await volumes.volumeReserve(member, origin);
    clock.advance(120_000);
    world.work.start();
    await until(async () => (await statusOf(world, origin)) === 'available');
    // It waits for a place on this host, which is alive.
    assert.equal(await statusOf(world, id), 'creating');
    await world.work.stop();
    await world.store.transaction(async (tx) => {
      const before = given(await tx.volumeFind(id));
      await tx.volumeWrite({ ...elsewhere, host: 'dead' }, before);
    });
    await endOverdue(world.context);
    const { state } = await volumes.volumeGet(member, id);
    assert.ok(state.status === 'error' && /in time/.test(state.failure));
    await world.startJobs();
    await world.idle();
    assert.equal(await statusOf(world, id), 'error', 'a job that comes too late changes nothing');
  });

  it('leaves no disk of a volume that is gone, and touches none that nobody knows', async (context) => {
    const world = await openWorld(context);
    const id = await blank(world);
    await world.volumes.volumeDelete(member, id);
    await world.idle();
    const unknown = newVolumeId();
    for (const each of [id, unknown]) await world.disks.create(each, BLANK, 2 ** 30);
    const kept = await blank(world);
    await removeLitter(world.context, new AbortController().signal);
    assert.deepEqual((await Array.fromAsync(world.disks.list())).toSorted(), [kept, unknown].toSorted());
  });

  it('cannot be ended by a word of an administrator, but everything else can', async (context) => {
    const world = await openWorld(context);
    const { volumes } = world;
    const id = await blank(world);
    await assert.rejects(volumes.volumeResetStatus(member, id, 'error'), failsWith('forbidden'));
    for (const status of RESETTABLE_STATUSES) {
      await volumes.volumeResetStatus(admin, id, status);
      assert.equal(await statusOf(world, id), status);
    }
    await world.stopJobs();
    const { id: created } = await volumes.volumeCreate(member, { source: BLANK, sizeGib: 1 });
    await assert.rejects(volumes.volumeResetStatus(admin, created, 'error'), failsWith('conflict', /by itself/));
  });
});

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setImmediate(resolve));
}
