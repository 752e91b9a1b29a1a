import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { newMachineId, newMachineSnapshotId, newSnapshotId, newVolumeId } from '../kernel/ids.ts';
import type { MachineSnapshot } from './machine-snapshot.ts';
import type { MachineStore } from './machine-store.ts';
import { createSqlMachineStore, machineMigrations } from './machine-store.sql.ts';
import { machineStates, snapshotStates } from './testing/machine-states.ts';
import { PROJECT, someMachine, treeRoot } from './testing/some-machine.ts';

const refused = (what: string) => () => Promise.reject(new Error(`there are no ${what} here`));

for (const engine of ENGINES) {
  const open = async (context: TestContext): Promise<MachineStore> => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [machineMigrations] });
    context.after(remove);
    const others = {
      enqueueJob: refused('jobs'),
      shareImage: refused('images'),
      limitsFind: refused('quotas'),
    };
    return createSqlMachineStore(database, others);
  };

  describe(`the store of machines on ${engine}`, () => {
    it('gives back what it was given, in every state', async (context) => {
      const store = await open(context);
      for (const state of machineStates()) {
        const machine = someMachine({ state });
        await store.transaction((tx) => tx.machineInsert(machine));
        assert.deepEqual(await store.machineFind(machine.id), machine);
      }
      const machine = someMachine();
      await store.transaction((tx) => tx.machineInsert(machine));
      const disks = machine.disks.map(({ volumeId }) => ({ volumeId, snapshotId: newSnapshotId() }));
      for (const { id, state } of snapshotStates()) {
        const snapshot: MachineSnapshot = {
          id,
          machineId: machine.id,
          ownerId: machine.ownerId,
          userId: machine.userId,
          name: 'before',
          description: 'the update',
          createdAt: 7,
          state: state.status === 'available' ? { ...state, disks } : state,
        };
        await store.transaction((tx) => tx.snapshotInsert(snapshot));
        assert.deepEqual(await store.snapshotFind(id), snapshot);
        const changed: MachineSnapshot = { ...snapshot, state: { status: 'error', reason: 'no' } };
        await store.transaction((tx) => tx.snapshotWrite(changed));
        assert.deepEqual(await store.transaction((tx) => tx.snapshotFind(id)), changed);
        await store.transaction((tx) => tx.snapshotDelete(id));
        assert.equal(await store.snapshotFind(id), null);
      }
      assert.equal(await store.machineFind(newMachineId()), null);
      assert.equal(await store.snapshotFind(newMachineSnapshotId()), null);
    });

    it('replaces a machine with its hardware, and forgets it', async (context) => {
      const store = await open(context);
      const before = someMachine();
      const disks = [{ volumeId: newVolumeId(), deleteWithMachine: false }, ...before.disks.slice(0, 1)];
      const after = someMachine({ id: before.id, disks, media: [], sharedSoftware: null, metadata: {} });
      await store.transaction(async (tx) => {
        await tx.machineInsert(before);
        await tx.machineWrite(after);
      });
      assert.deepEqual(await store.machineFind(before.id), after);
      const owners = await store.transaction(async (tx) => [
        await tx.diskOwner(disks[0]?.volumeId ?? newVolumeId()),
        await tx.diskOwner(newVolumeId()),
      ]);
      assert.deepEqual(owners, [before.id, null]);
      await store.transaction((tx) => tx.machineDelete(before.id));
      assert.equal(await store.machineFind(before.id), null);
    });

    it('lists page by page, newest first, by what is asked for', async (context) => {
      const store = await open(context);
      const machines = Array.from({ length: 5 }, (_, n) =>
        someMachine({ createdAt: n, name: n % 2 === 0 ? 'even' : 'odd', ...(n > 2 && { imageType: null }) }),
      );
      await store.transaction(async (tx) => {
        for (const machine of machines) await tx.machineInsert(machine);
      });
      const first = await store.machineList(PROJECT, { limit: 3 });
      assert.deepEqual(first, { items: machines.toReversed().slice(0, 3), more: true });
      const marker = machines[2]?.id;
      assert.ok(marker);
      const second = await store.machineList(null, { limit: 3, marker });
      assert.deepEqual(second, { items: machines.slice(0, 2).toReversed(), more: false });
      const found = await store.machineList(PROJECT, {
        name: 'even',
        imageType: 'voi',
        statuses: ['stopped'],
        limit: 9,
      });
      assert.deepEqual(
        found.items.map(({ createdAt }) => createdAt),
        [2, 0],
      );
      assert.equal((await store.machineList(null, { statuses: ['error'], limit: 9 })).items.length, 0);
      const odd = await store.machineList(PROJECT, { words: ['od'], limit: 1 });
      assert.deepEqual([odd.items.map(({ createdAt }) => createdAt), odd.more], [[3], true]);
      const next = await store.machineList(PROJECT, {
        words: ['od'],
        marker: machines[3]?.id ?? assert.fail(),
        limit: 9,
      });
      assert.deepEqual(
        next.items.map(({ createdAt }) => createdAt),
        [1],
      );
      assert.deepEqual((await store.machineList(null, { ids: [marker], limit: 9 })).items, [machines[2]]);
      const here = await store.machinesOn('first', null, 9);
      assert.deepEqual(await store.machinesOn('first', here[1]?.id ?? null, 2), here.slice(2, 4));
    });

    it('finds what is overdue, what is in drives, and what is counted', async (context) => {
      const store = await open(context);
      const late = machineStates().filter((state) => 'deadline' in state);
      await store.transaction(async (tx) => {
        for (const state of machineStates()) await tx.machineInsert(someMachine({ state, name: state.status }));
      });
      assert.equal((await store.machinesOverdue(1000, 99)).length, late.length);
      assert.equal((await store.machinesOverdue(999, 99)).length, 0);
      const roots = (await Array.fromAsync(store.media())).map(({ root }) => root);
      assert.equal(roots.length, 2 * machineStates().length);
      assert.deepEqual(new Set(roots), new Set([treeRoot('a'), treeRoot('b')]));

      const limits = { machines: 2, vcpus: -1, memoryMib: 4096 };
      const add = (delta: { machines?: number; vcpus?: number; memoryMib?: number }): Promise<boolean> =>
        store.transaction((tx) => tx.usageAdd(PROJECT, delta, limits));
      assert.equal(await add({ machines: 1, vcpus: 500, memoryMib: 4096 }), true);
      assert.equal(await add({ machines: 1, memoryMib: 1 }), false);
      assert.equal(await add({ machines: 1, memoryMib: -1024 }), true);
      assert.equal(await add({ machines: 1 }), false);
      assert.deepEqual(await store.usageFind(PROJECT), { machines: 2, vcpus: 500, memoryMib: 3072 });
    });
  });
}
