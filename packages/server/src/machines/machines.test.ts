import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { failsWith } from '../images/testing/fails-with.ts';
import { caller, uploadOf } from '../images/testing/image-world.ts';
import { newImageId, type ImageId, type MachineId, type PublicationId, type VolumeId } from '../kernel/ids.ts';
import type { Machine, NewMachine } from './index.ts';
import { keptProcess } from './qemu/guest-process.ts';
import { openMachines, type MachineWorld } from './testing/machine-world.ts';

const run = promisify(execFile);
const member = caller('p1');
const stranger = caller('p2');
const reader = caller('p1', 'reader');
const MIB = 2 ** 20;
const LOOK_MS = 20;
const PATIENCE_MS = 60_000;
const FLAVOR = { id: null, name: 'tiny', vcpus: 1, memoryMib: 64, diskGib: 1, model: null };
const BLANK: NewMachine = { name: 'mother', flavor: FLAVOR, disks: [{ source: { kind: 'blank' } }], start: true };
const PUBLICATION = '00000000-0000-4000-8000-000000000001' as PublicationId;

/** The machine when no job works on it. */
async function settled({ machines }: MachineWorld, id: MachineId): Promise<Machine> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(LOOK_MS)) {
    const machine = await machines.machineGet(member, id);
    if (!('task' in machine.state)) return machine;
  }
  return assert.fail('the machine does not come to rest');
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(LOOK_MS)) {
    if (await isSo()) return;
  }
  assert.fail(`${what} did not come`);
}

async function create(world: MachineWorld, wanted: Partial<NewMachine> = {}): Promise<Machine> {
  const { id } = await world.machines.machineCreate(member, { ...BLANK, ...wanted });
  return settled(world, id);
}

async function processOf(world: MachineWorld, id: MachineId): Promise<number> {
  const kept = await keptProcess(path.join(world.guests, id, 'process'));
  assert.ok(kept);
  return kept.pid;
}

function systemDisk({ disks }: Machine): VolumeId {
  assert.ok(disks[0]);
  return disks[0].volumeId;
}

async function rawImage(world: MachineWorld, bytes: Buffer, more: object = {}): Promise<ImageId> {
  const image = { name: 'base', diskFormat: 'raw', containerFormat: 'bare', ...more } as const;
  const { id } = await world.world.images.imageCreate(member, image);
  await world.world.images.dataUpload(member, id, uploadOf(bytes));
  return id;
}

/** Writes a byte over the first MiB of a disk that nobody has open, or says whether that is there. */
async function qemuIo(world: MachineWorld, volume: VolumeId, command: string): Promise<void> {
  const { stdout } = await run('qemu-io', ['-f', 'qcow2', '-c', command, world.world.disks.path(volume)]);
  assert.doesNotMatch(stdout, /verification failed/);
}

test('a machine is created, started, looked at, stopped and deleted with its disks', async (context) => {
  const world = await openMachines(context);
  const { machines } = world;
  const disc = await rawImage(world, Buffer.alloc(MIB, 'disc'));
  const machine = await create(world, { media: [disc], sharedSoftware: disc });
  assert.equal(machine.state.status, 'running', JSON.stringify(machine.state));
  const volume = await world.world.volumes.volumeGet(member, systemDisk(machine));
  assert.equal(volume.state.status, 'in-use');
  await assert.rejects(
    world.world.volumes.volumeDetach(member, volume.id),
    failsWith('conflict', new RegExp(`is a disk of machine ${machine.id}`)),
  );
  await assert.rejects(machines.machineScreenshot(stranger, machine.id), failsWith('not-found'));
  await assert.rejects(machines.machineScreen(reader, machine.id), failsWith('forbidden'));
  assert.ok((await machines.machineScreenshot(reader, machine.id)).length > 100);
  assert.ok(existsSync((await machines.machineScreen(member, machine.id)).socket));
  assert.equal((await machines.machineUnmount(member, machine.id, disc)).media.length, 0);
  assert.equal((await machines.machineMount(member, machine.id, disc)).media.length, 1);
  await assert.rejects(
    machines.machineUpdate(member, machine.id, () => ({ firmware: 'uefi' })),
    failsWith('conflict', /is running/),
  );
  await machines.machineReboot(member, machine.id, { hard: true });
  assert.equal((await settled(world, machine.id)).state.status, 'running');
  // Nobody in it listens: it is turned off in the end.
  await machines.machineStop(member, machine.id);
  assert.equal((await settled(world, machine.id)).state.status, 'stopped');
  const larger = { ...FLAVOR, vcpus: 2 };
  await machines.machineUpdate(member, machine.id, () => ({ flavor: larger }));
  assert.deepEqual(await machines.machineUsage(member, machine.ownerId), { machines: 1, vcpus: 2, memoryMib: 64 });
  await assert.rejects(
    machines.machineUpdate(member, machine.id, () => ({ flavor: { ...FLAVOR, vcpus: 9 } })),
    failsWith('quota-exceeded', /8 virtual processors/),
  );
  await machines.machineDelete(member, machine.id);
  await until('the end', async () => (await world.store.machineFind(machine.id)) === null);
  await world.world.idle();
  await assert.rejects(world.world.volumes.volumeGet(member, volume.id), failsWith('not-found'));
  assert.equal(existsSync(path.join(world.guests, machine.id)), false);
  assert.deepEqual(await machines.machineUsage(member, machine.ownerId), { machines: 0, vcpus: 0, memoryMib: 0 });
});

test('the death of a guest is noticed, and that of the service survived', async (context) => {
  const world = await openMachines(context);
  const { id } = await create(world);
  process.kill(-(await processOf(world, id)), 'SIGKILL');
  await until('the news', async () => (await world.store.machineFind(id))?.state.status === 'error');
  await world.machines.machineStart(member, id);
  assert.equal((await settled(world, id)).state.status, 'running');
  const pid = await processOf(world, id);
  await world.close();
  const second = await world.next();
  assert.equal((await second.machines.machineGet(member, id)).state.status, 'running');
  assert.equal(await processOf(second, id), pid);
  assert.ok((await second.machines.machineScreenshot(member, id)).length > 100);
  await second.close();
  process.kill(-pid, 'SIGKILL');
  const third = await second.next();
  assert.equal((await third.machines.machineGet(member, id)).state.status, 'stopped');
});

test('two machines of one image share its layer, and snapshots bring back what was', async (context) => {
  const world = await openMachines(context);
  const { machines } = world;
  const imageId = await rawImage(world, Buffer.alloc(MIB, 'a'), { properties: { os_type: 'linux' } });
  const disks = [{ source: { kind: 'image', imageId } as const }];
  const [machine, other] = [await create(world, { disks, start: false }), await create(world, { disks })];
  assert.equal(machine.osType, 'linux');
  assert.equal(other.state.status, 'running');
  const bases = await Promise.all(
    [machine, other].map(async (each) => (await world.world.volumes.volumeGet(member, systemDisk(each))).base?.root),
  );
  assert.equal(bases[0], bases[1]);

  const volume = systemDisk(machine);
  await qemuIo(world, volume, 'write -P 0x62 0 128k');
  await machines.machineStart(member, machine.id);
  assert.equal((await settled(world, machine.id)).state.status, 'running');
  const { id } = await machines.machineSnapshotCreate(member, { machineId: machine.id, name: 'before' });
  assert.equal((await settled(world, machine.id)).state.status, 'running');
  const snapshot = await machines.machineSnapshotGet(member, id);
  assert.ok(snapshot.state.status === 'available', JSON.stringify(snapshot.state));
  assert.equal(snapshot.state.quiesced, false);
  assert.equal(existsSync(path.join(world.guests, machine.id, 'copies')), false);
  await machines.machineStop(member, machine.id, { off: true });
  await settled(world, machine.id);
  await qemuIo(world, volume, 'write -P 0x63 0 1M');
  await machines.machineSnapshotRestore(member, id);
  assert.equal((await settled(world, machine.id)).state.status, 'stopped');
  await qemuIo(world, volume, 'read -P 0x62 0 128k');
  await qemuIo(world, volume, 'read -P 0x61 128k 896k');
  await machines.machineSnapshotDelete(member, id);
  assert.deepEqual(await machines.machineSnapshotList(member, { machineId: machine.id, limit: 9 }), {
    items: [],
    more: false,
  });
});

test('a publication has a machine to itself, reads it, and may consume it', async (context) => {
  const world = await openMachines(context);
  const { machines, publishing } = world;
  const { id, disks } = await create(world);
  const begin = (kind: 'clone' | 'convert'): Promise<Machine> =>
    publishing.machinePublishBegin(member, id, { id: PUBLICATION, kind });
  await assert.rejects(begin('convert'), failsWith('conflict', /is running/));
  await begin('clone');
  await begin('clone');
  await assert.rejects(machines.machineStop(member, id), failsWith('conflict', /is publishing/));
  const reading = { signal: AbortSignal.timeout(PATIENCE_MS), progress: () => undefined };
  const captured = await publishing.machineCapture(id, PUBLICATION, reading);
  assert.equal(captured.disks[0]?.size, 2 ** 30);
  for (const tree of captured.disks) await tree.release();
  await publishing.machinePublishEnd(id, PUBLICATION);
  assert.equal((await machines.machineGet(member, id)).state.status, 'running');
  await assert.rejects(
    publishing.machineConsume(id, PUBLICATION, member.userId),
    failsWith('conflict', /not reserved/),
  );
  await machines.machineStop(member, id, { off: true });
  await settled(world, id);
  await begin('convert');
  await publishing.machineConsume(id, PUBLICATION, member.userId);
  await until('the end', async () => (await world.store.machineFind(id)) === null);
  await world.world.idle();
  await assert.rejects(world.world.volumes.volumeGet(member, disks[0]?.volumeId as VolumeId), failsWith('not-found'));
});

test('what cannot be had is refused, and nothing is left of it', async (context) => {
  const world = await openMachines(context);
  const { machines } = world;
  const refused = async (wanted: Partial<NewMachine>, ...expected: Parameters<typeof failsWith>): Promise<void> => {
    await assert.rejects(machines.machineCreate(member, { ...BLANK, ...wanted }), failsWith(...expected));
  };
  await refused({ disks: [] }, 'invalid', /needs a system disk/);
  await refused({ network: 'open' }, 'forbidden', /open-network/);
  await refused({ flavor: { ...FLAVOR, memoryMib: 2048 } }, 'quota-exceeded', /1024 MiB/);
  await refused({ disks: [{ source: { kind: 'image', imageId: newImageId() } }] }, 'not-found');
  await refused({ disks: [...BLANK.disks, { source: { kind: 'blank' } }] }, 'invalid', /needs a size/);
  const imageId = await rawImage(world, Buffer.alloc(MIB, 'a'), { minRam: 128 });
  await refused({ disks: [{ source: { kind: 'image', imageId } }] }, 'invalid', /the image needs 128/);
  await until('the end', async () => (await world.store.machinesOn('first', null, 9)).length === 0);
  await world.world.idle();
  assert.equal((await world.world.store.usageFind(member.projectId ?? assert.fail())).volumes, 0);
  assert.deepEqual(await world.store.usageFind(member.projectId ?? assert.fail()), {
    machines: 0,
    vcpus: 0,
    memoryMib: 0,
  });
});
