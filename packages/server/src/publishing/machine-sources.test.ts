import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { caller } from '../images/testing/image-world.ts';
import { hasCode } from '../kernel/errors.ts';
import { newPublicationId, type MachineId } from '../kernel/ids.ts';
import type { Machine, NewMachineDisk } from '../machines/index.ts';
import { openMachines } from '../machines/testing/machine-world.ts';
import { machineSources } from './machine-sources.ts';

const run = promisify(execFile);
const MEMBER = caller('p1');
const LOOK_MS = 20;
const FLAVOR = { id: null, name: 'tiny', vcpus: 1, memoryMib: 64, diskGib: 1, model: null };
const BLANK: NewMachineDisk = { source: { kind: 'blank' } };
const RUN = { signal: AbortSignal.timeout(60_000), progress: () => undefined };

/** Real machines that are off. */
async function scene(context: TestContext) {
  const world = await openMachines(context);
  const settled = async (id: MachineId): Promise<Machine> => {
    for (;;) {
      const machine = await world.machines.machineGet(MEMBER, id);
      if (!('task' in machine.state)) return machine;
      await delay(LOOK_MS);
    }
  };
  const create = async (disks: readonly NewMachineDisk[]): Promise<Machine> => {
    const wanted = { name: 'source', flavor: FLAVOR, disks, imageType: 'tci', osType: 'linux' } as const;
    return settled((await world.machines.machineCreate(MEMBER, wanted)).id);
  };
  return { ...world, settled, create, sources: machineSources({ ...world.machines, ...world.publishing }) };
}

test('a machine is captured and given back, with a snapshot once', async (context) => {
  const { sources, create, settled, machines, world } = await scene(context);
  const { id, disks } = await create([BLANK]);
  const [system] = disks;
  assert.ok(system);
  await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 7 4096 512', world.disks.path(system.volumeId)]);
  const publication = newPublicationId();
  const found = await sources.find(MEMBER, id, 'clone');
  assert.deepEqual([found.name, found.imageType, found.osType, found.parentId], ['source', 'tci', 'linux', null]);
  for (let again = 0; again < 2; again += 1) await sources.begin(MEMBER, id, { id: publication, kind: 'clone' });
  await assert.rejects(sources.begin(MEMBER, id, { id: newPublicationId(), kind: 'clone' }), (e) =>
    hasCode(e, 'conflict'),
  );
  const disk = await sources.capture(id, publication, RUN);
  const bytes = await (await world.chunks.open(disk.root)).read(4096, 512);
  assert.ok(bytes.equals(Buffer.alloc(512, 7)));
  await disk.release();
  for (let again = 0; again < 2; again += 1) await sources.end(id, publication);
  assert.equal((await settled(id)).state.status, 'stopped');
  for (let again = 0; again < 2; again += 1) {
    await sources.snapshot(MEMBER, id, 'after', 0);
    await settled(id);
  }
  assert.equal((await machines.machineSnapshotList(MEMBER, { machineId: id, limit: 10 })).items.length, 1);
});

test('a machine is consumed once, and only by whom it belongs to', async (context) => {
  const { sources, create, machines } = await scene(context);
  const { id } = await create([BLANK]);
  const publication = newPublicationId();
  await assert.rejects(sources.consume(id, publication, MEMBER.userId), (error) => hasCode(error, 'conflict'));
  await sources.begin(MEMBER, id, { id: publication, kind: 'convert' });
  for (let again = 0; again < 2; again += 1) await sources.consume(id, publication, MEMBER.userId);
  for (let isThere = true; isThere; await delay(LOOK_MS)) {
    isThere = await machines.machineGet(MEMBER, id).then(
      () => true,
      () => false,
    );
  }
  await sources.consume(id, publication, MEMBER.userId);
  await sources.end(id, publication);
});

test('a machine with other disks is not converted, since they would go with it', async (context) => {
  const { sources, create } = await scene(context);
  const { id } = await create([BLANK, { ...BLANK, sizeGib: 1 }]);
  await sources.find(MEMBER, id, 'clone');
  await assert.rejects(sources.find(MEMBER, id, 'convert'), (error) => hasCode(error, 'conflict'));
});
