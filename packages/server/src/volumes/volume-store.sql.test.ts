import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { wordsIn } from '../kernel/words.ts';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { newJobId, newSnapshotId, newVolumeId } from '../kernel/ids.ts';
import type { Snapshot } from './snapshot.ts';
import { given, PROJECTS, snapshots, volumes } from './testing/volume-arbitraries.ts';
import type { SortKey } from './volume-query.ts';
import type { VolumeStore } from './volume-store.ts';
import { createSqlVolumeStore, volumeMigrations } from './volume-store.sql.ts';
import type { Volume } from './volume.ts';
import type { VolumeLimits } from './volumes.ts';

const refused = (what: string) => () => Promise.reject(new Error(`there are no ${what} here`));
const project = given(PROJECTS[0]);

/** All of them by one key and then as lists are completed, with code points in order. */
function inOrder<Item extends Volume | Snapshot>(items: readonly Item[], keys: readonly SortKey<keyof Item>[]): Item[] {
  const total = [...keys, { field: 'createdAt', direction: 'desc' }, { field: 'id', direction: 'desc' }] as const;
  return items.toSorted((left, right) => {
    for (const { field, direction } of total) {
      const [a, b] = [left[field as keyof Item] ?? '', right[field as keyof Item] ?? ''];
      const order =
        typeof a === 'number' && typeof b === 'number'
          ? a - b
          : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
      if (order !== 0) return direction === 'asc' ? order : -order;
    }
    return 0;
  });
}

for (const engine of ENGINES) {
  const open = async (context: TestContext): Promise<VolumeStore> => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [volumeMigrations] });
    context.after(remove);
    return createSqlVolumeStore(database, {
      enqueueJob: refused('jobs'),
      leaseHolds: refused('chunks'),
      shareTree: refused('chunks'),
      shareImage: refused('images'),
      imagesOf: refused('images'),
      freedFind: refused('accounts'),
      labelDue: async () => undefined,
      limitsFind: refused('quotas'),
    });
  };

  /** @returns volumes of which some have snapshots, all of them kept. */
  const fill = async (store: VolumeStore): Promise<{ kept: Volume[]; taken: Snapshot[] }> => {
    const kept = fc.sample(volumes, { numRuns: 60, seed: 1 });
    const taken = kept.slice(0, 20).flatMap((volume) => fc.sample(snapshots(volume), { numRuns: 2, seed: 2 }));
    await store.transaction(async (tx) => {
      for (const volume of kept) await tx.volumeInsert(volume);
      for (const snapshot of taken) await tx.snapshotInsert(snapshot);
    });
    return { kept, taken };
  };

  describe(`the store of volumes on ${engine}`, () => {
    it('gives back what it was given, in every state', async (context) => {
      const store = await open(context);
      const { kept, taken } = await fill(store);
      assert.equal(new Set(kept.map(({ state }) => state.status)).size, 13, 'every state is tried');
      for (const volume of kept) assert.deepEqual(await store.volumeFind(volume.id), volume);
      for (const snapshot of taken) assert.deepEqual(await store.snapshotFind(snapshot.id), snapshot);
      assert.equal(await store.volumeFind(newVolumeId()), null);
      assert.equal(await store.snapshotFind(newSnapshotId()), null);
    });

    it('replaces a record with all that belongs to it, and forgets it', async (context) => {
      const store = await open(context);
      const { kept, taken } = await fill(store);
      const [before, other, third] = [given(kept[0]), given(kept[1]), given(kept[30])];
      const after = { ...other, id: before.id, metadata: { z: '3' }, imageMetadata: {} };
      const shot = given(taken[0]);
      const changed: Snapshot = {
        ...shot,
        name: 'new',
        metadata: { z: '3' },
        state: { status: 'error', failure: 'no' },
      };
      await store.transaction(async (tx) => {
        await tx.volumeWrite(after, given(await tx.volumeFind(before.id)));
        await tx.snapshotWrite(changed, given(await tx.snapshotFind(shot.id)));
        await tx.volumeDelete(third, 7);
      });
      assert.deepEqual(await store.volumeFind(before.id), after);
      assert.deepEqual(await store.snapshotFind(shot.id), changed);
      assert.equal(await store.volumeFind(third.id), null);
      assert.equal(await store.deletedAt(third.id, third.host), 7);
      assert.equal(await store.deletedAt(third.id, 'elsewhere'), null);
      assert.deepEqual([await store.deletedForget(7, 10), await store.deletedForget(8, 10)], [0, 1]);
      await store.transaction((tx) => tx.snapshotDelete(shot.id));
      assert.equal(await store.snapshotFind(shot.id), null);
    });

    it('lists page by page in any order, and what fits the query', async (context) => {
      const store = await open(context);
      const { kept, taken } = await fill(store);
      const own = kept.filter(({ ownerId }) => ownerId === project);
      for (const [field, column] of [
        ['name', 'name'],
        ['size', 'sizeGib'],
        ['created-at', 'createdAt'],
        ['id', 'id'],
      ] as const) {
        const sort = [{ field, direction: 'desc' }] as const;
        const expected = inOrder(own, [{ field: column, direction: 'desc' }]).map(({ id }) => id);
        const seen: Volume['id'][] = [];
        for (let more = true; more;) {
          const marker = seen.at(-1);
          const page = await store.volumeList(project, { sort, limit: 7, ...(marker && { marker }) });
          seen.push(...page.items.map(({ id }) => id));
          more = page.more;
        }
        assert.deepEqual(seen, expected, field);
      }
      const ids = async (owner: typeof project | null, query: object): Promise<string[]> =>
        (await store.volumeList(owner, { sort: [], limit: 100, ...query })).items.map(({ id }) => id).toSorted();
      const those = (fits: (volume: Volume) => boolean): string[] =>
        kept
          .filter(fits)
          .map(({ id }) => id)
          .toSorted();
      assert.deepEqual(
        await ids(null, {}),
        those(() => true),
      );
      assert.deepEqual(
        await ids(null, { name: 'a' }),
        those(({ name }) => name === 'a'),
      );
      const [one] = kept;
      assert.ok(one);
      assert.deepEqual(await ids(null, { ids: [one.id] }), [one.id]);
      assert.deepEqual(
        await ids(null, { words: ['a'] }),
        those(({ name, description }) => wordsIn(`${name} ${description}`).some((word) => word.startsWith('a'))),
      );
      assert.deepEqual(
        await ids(null, { bootable: true }),
        those(({ bootable }) => bootable),
      );
      assert.deepEqual(
        await ids(null, { statuses: ['error'] }),
        those(({ state }) => state.status === 'error'),
      );
      assert.deepEqual(
        await ids(null, { metadata: { x: '1', y: '2' } }),
        those(({ metadata }) => metadata['x'] === '1' && metadata['y'] === '2'),
      );
      const some = kept.slice(3, 6).map(({ id }) => id);
      assert.deepEqual(await ids(null, { ids: some }), some.toSorted());
      assert.deepEqual(await ids(null, { marker: newVolumeId() }), []);
      assert.equal((await ids(null, { offset: 50 })).length, 10);
      const of = given(taken[0]).volumeId;
      const shots = await store.snapshotList(null, { sort: [], limit: 100, volumeId: of });
      assert.deepEqual(
        shots.items,
        inOrder(
          taken.filter(({ volumeId }) => volumeId === of),
          [],
        ),
      );
    });

    it('knows who stands on what, who reads a volume, and what is overdue', async (context) => {
      const store = await open(context);
      const [one] = fc.sample(volumes, { numRuns: 1, seed: 3 });
      const origin: Volume = { ...given(one), state: { status: 'available' } };
      const [copy, done] = fc.sample(volumes, { numRuns: 2, seed: 4 }).map((volume) => ({
        ...volume,
        ownerId: project,
        source: { kind: 'volume', volumeId: origin.id } as const,
        base: null,
      }));
      const [shot] = fc.sample(snapshots(origin), { numRuns: 1, seed: 5 });
      const work = { task: newJobId(), deadline: 10 };
      const reading: Volume = { ...given(copy), state: { status: 'creating', ...work } };
      const taking: Snapshot = { ...given(shot), state: { status: 'creating', ...work } };
      await store.transaction(async (tx) => {
        await tx.volumeInsert(origin);
        await tx.volumeInsert(reading);
        await tx.volumeInsert({ ...given(done), state: { status: 'available' } });
        await tx.snapshotInsert(taking);
        assert.equal(await tx.readersOf(origin.id), 2);
        assert.equal(await tx.readersOf(reading.id), 0);
        assert.deepEqual(await tx.snapshotsOf(origin.id, 5), [taking.id]);
      });
      const made = { kind: 'volume', volumeId: origin.id } as const;
      const copies = await store.volumesFrom(made, project, 5);
      assert.deepEqual(
        copies.map(({ id }) => id),
        [reading.id, given(done).id].toSorted(),
      );
      assert.equal(await store.readersOf(origin.id), 2);
      assert.equal((await store.volumesFrom(made, project, 1)).length, 1);
      assert.deepEqual(await store.volumesFrom(made, given(PROJECTS[1]), 5), []);
      assert.deepEqual((await store.volumesOverdue(9, 5)).length, 0);
      assert.deepEqual(await store.volumesOverdue(10, 5), [reading]);
      assert.deepEqual(await store.snapshotsOverdue(10, 5), [taking]);
    });

    it('tells every tree that something needs', async (context) => {
      const store = await open(context);
      const { kept, taken } = await fill(store);
      const found = await Array.fromAsync(store.trees());
      const expected = [
        ...taken.flatMap(({ id, state }) => (state.status === 'available' ? [{ id, ...state.tree }] : [])),
        ...kept.flatMap(({ id, base }) => (base ? [{ id, ...base }] : [])),
      ];
      assert.deepEqual(
        found.map(({ id, root, size }) => ({ id, root, size })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      );
      assert.deepEqual([...new Set(found.map(({ place }) => place))], ['snapshot', 'volume']);
    });

    it('counts, and stops at a ceiling however many add at once', async (context) => {
      const store = await open(context);
      const ceiling: VolumeLimits = { volumes: 3, snapshots: -1, gigabytes: 10, perVolumeGigabytes: -1 };
      const added = await Promise.all(
        Array.from({ length: 8 }, () =>
          store.transaction((tx) => tx.usageAdd(project, { volumes: 1, gigabytes: 2 }, ceiling)),
        ),
      );
      assert.equal(added.filter(Boolean).length, 3);
      assert.equal(await store.transaction((tx) => tx.usageAdd(project, { gigabytes: 5 }, ceiling)), false);
      assert.equal(
        await store.transaction((tx) => tx.usageAdd(project, { snapshots: 99, gigabytes: 4 }, ceiling)),
        true,
      );
      assert.equal(await store.transaction((tx) => tx.usageAdd(project, { gigabytes: -10 }, ceiling)), true);
      assert.deepEqual(await store.usageFind(project), { volumes: 3, snapshots: 99, gigabytes: 0 });
    });
  });
}
