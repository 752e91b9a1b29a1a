import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chunkIdOf, type ChunkId } from '../chunk-id.ts';
import type { ChunkIndex, SweptRange } from '../index/chunk-index.ts';
import { newPackId } from '../packs/pack-id.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { NO_USAGE } from './assert-live.ts';
import { testCompactionIndex } from './compaction-index-suite.ts';
import { condemn, deadPacks, entriesOf, idsIn, idsOf, ingest, marked, open, register } from './index-filling.ts';
import { rejectsWith } from './pack-backend-suite.ts';

/** An index to test, empty. */
export interface IndexUnderTest {
  readonly index: ChunkIndex;
  remove(): Promise<void>;
}

/** The contract of `ChunkIndex` as a test suite, for every implementation to run. */
export function testChunkIndex(name: string, make: () => Promise<IndexUnderTest>): void {
  const check = (title: string, test: (index: ChunkIndex) => Promise<void>): void => {
    it(title, async () => {
      const under = await make();
      try {
        await test(under.index);
      } finally {
        await under.remove();
      }
    });
  };

  describe(`${name} is a chunk index`, () => {
    check('locates what was registered, and nothing else', async (index) => {
      const lease = await ingest(index);
      const entries = entriesOf('a', 600);
      const pack = await register(index, lease, entries);
      const absent = chunkIdOf(Buffer.from('absent'));
      const found = await index.locate([...entries.map(({ id }) => id), absent]);
      assert.equal(found.size, 600);
      for (const { id, kind: _, ...place } of entries) assert.deepEqual(found.get(id), { pack, ...place });
      const ids = entries.map(({ id }) => id);
      assert.equal(await index.findAbsent([...ids, ...ids]), null);
      for (const at of [0, 300, 600])
        assert.equal(await index.findAbsent(ids.toSpliced(at, 0, absent, absent)), absent);
      assert.deepEqual(await index.usage(), {
        packs: 1,
        storedBytes: 1000,
        chunks: 600,
        liveBytes: 600 * 100,
        plainBytes: 600 * 262_144,
      });
    });

    check('answers empty questions', async (index) => {
      const lease = await ingest(index);
      assert.equal((await index.locate([])).size, 0);
      assert.equal(await index.findAbsent([]), null);
      assert.equal((await index.hold(lease, [])).size, 0);
      assert.deepEqual(await index.mark(lease, [], 1), []);
      assert.equal(await register(index, lease, []).then(() => index.usage().then(({ chunks }) => chunks)), 0);
      await index.forgetPacks([]);
      assert.deepEqual(await index.usage(), { ...NO_USAGE, packs: 1, storedBytes: 1000 });
    });

    check('draws epochs that only grow', async (index) => {
      const epochs = [];
      for (let count = 0; count < 5; count += 1) epochs.push((await ingest(index)).epoch);
      assert.deepEqual(
        epochs,
        [...new Set(epochs)].toSorted((one, other) => one - other),
      );
    });

    check('keeps the first place of a chunk that two packs hold', async (index) => {
      const [one, other] = [await ingest(index), await ingest(index)];
      const pack = await register(index, one, entriesOf('a', 3));
      const second = newPackId();
      await index.openPack(other, second);
      assert.equal(await index.registerPack(other, second, 500, entriesOf('a', 3)), 0);
      const [id] = idsOf('a', 1);
      assert.equal((await index.locate(idsOf('a', 1))).get(id ?? assert.fail())?.pack, pack);
      assert.deepEqual(await deadPacks(index), [second]);
    });

    check('takes back what only the ingest itself has used', async (index) => {
      const lease = await ingest(index);
      const packs = [await register(index, lease, entriesOf('a', 3)), await open(index, lease)];
      assert.deepEqual((await index.takeBack(lease)).toSorted(), packs.toSorted());
      assert.equal((await index.locate(idsOf('a', 3))).size, 0);
      await index.forgetPacks(packs);
      assert.deepEqual(await index.usage(), NO_USAGE);
    });

    for (const order of ['earlier', 'later'] as const) {
      check(`does not take back what an ingest begun ${order} holds`, async (index) => {
        const [first, second] = [await ingest(index), await ingest(index)];
        const [owner, user] = order === 'later' ? [first, second] : [second, first];
        const shared = await register(index, owner, entriesOf('a', 3));
        const own = await register(index, owner, entriesOf('b', 3));
        assert.deepEqual(await index.hold(user, idsOf('a', 1)), new Set(idsOf('a', 1)));
        assert.deepEqual(await index.takeBack(owner), [own]);
        assert.equal((await index.locate(idsOf('a', 3))).size, 3);
        await index.endLease(owner);
        await index.forgetPacks([own, shared]);
        assert.deepEqual(await deadPacks(index), []);
        assert.equal((await index.locate(idsOf('a', 3))).size, 3, 'a pack with chunks is not forgotten');
      });
    }

    check('does not take back what another ingest has stored again', async (index) => {
      const [owner, user] = [await ingest(index), await ingest(index)];
      await register(index, owner, entriesOf('a', 3));
      await register(index, user, [...entriesOf('a', 1), ...entriesOf('b', 1)]);
      assert.deepEqual(await index.takeBack(owner), []);
    });

    check('lets a dead lease write nothing', async (index) => {
      const lease = await ingest(index);
      const pack = await open(index, lease);
      await index.endLease(lease);
      await index.endLease(lease);
      assert.equal(await index.renewLease(lease, 1), false);
      await rejectsWith('lease-lost', index.hold(lease, []));
      await rejectsWith('lease-lost', index.openPack(lease, newPackId()));
      await rejectsWith('lease-lost', index.registerPack(lease, pack, 1, entriesOf('a', 1)));
      await rejectsWith('lease-lost', index.takeBack(lease));
      await rejectsWith('lease-lost', index.mark(lease, [], 1));
      await rejectsWith('lease-lost', index.planCollection(lease));
      const plan = { dataMark: 1, pageMark: 2, horizon: 3 };
      await rejectsWith('lease-lost', index.sweep(lease, { after: null, limit: 10, plan, dryRun: false }));
      assert.equal((await index.locate(idsOf('a', 1))).size, 0);
    });

    check('ends leases by owner and by expiry', async (index) => {
      const mine = await ingest(index, { owner: 'me', expiresAt: 100 });
      const kept = await ingest(index, { owner: 'me', expiresAt: 100 });
      const other = await ingest(index, { owner: 'other', expiresAt: 200 });
      assert.equal(await index.endLeases({ owner: 'me', except: [kept] }), 1);
      assert.equal(await index.renewLease(mine, 100), false);
      assert.equal(await index.endLeases({ expiredAt: 100 }), 1);
      assert.equal(await index.renewLease(kept, 100), false);
      assert.equal(await index.renewLease(other, 300), true);
      assert.equal(await index.endLeases({ expiredAt: 299 }), 0);
    });

    check('gives up open packs with their lease, and sealed ones only without chunks', async (index) => {
      const lease = await ingest(index);
      const unfinished = await open(index, lease);
      await register(index, lease, entriesOf('a', 1));
      assert.deepEqual(await deadPacks(index), []);
      await index.endLease(lease);
      assert.deepEqual(await deadPacks(index), [unfinished]);
    });

    check('lists dead packs in pages', async (index) => {
      const lease = await ingest(index);
      const packs = [];
      for (let count = 0; count < 5; count += 1) packs.push(await open(index, lease));
      await index.endLease(lease);
      const sorted = packs.toSorted();
      assert.deepEqual(await deadPacks(index, null, 2), sorted.slice(0, 2));
      assert.deepEqual(await deadPacks(index, sorted[1] ?? assert.fail(), 9), sorted.slice(2));
      await index.forgetPacks(packs);
      assert.deepEqual(await deadPacks(index), []);
    });

    for (const kind of ['collection', 'compaction'] as const) {
      check(`allows one ${kind} at a time, until its lease expires`, async (index) => {
        const request = { kind, owner: 'me', now: 0, expiresAt: 10 } as const;
        const first = await index.openLease(request);
        await rejectsWith('busy', index.openLease({ ...request, now: 9, expiresAt: 20 }));
        await index.openLease({ ...request, now: 10, expiresAt: 20 });
        await index.endLease(first);
        await rejectsWith('busy', index.openLease({ ...request, now: 11, expiresAt: 20 }));
        const other = kind === 'collection' ? 'compaction' : 'collection';
        await index.openLease({ ...request, kind: other, now: 11, expiresAt: 20 });
      });
    }

    check('holds a tree by its root until a collection begins that comes after the lease', async (index) => {
      const old = await ingest(index);
      await register(index, old, entriesOf('root', 2));
      await index.endLease(old);
      const [root, other] = idsOf('root', 2).toSorted() as TreeRoot[];
      if (!root || !other) assert.fail();
      const list = (after: TreeRoot | null, limit = 10) => index.heldTrees({ after, limit });
      const [first, second] = [await ingest(index), await ingest(index)];
      for (const lease of [first, first, second]) assert.ok(await index.holdTree(lease, root));
      assert.ok(await index.holdTree(first, other));
      assert.equal(await index.holdTree(first, idsOf('absent', 1)[0] as TreeRoot), false);
      assert.deepEqual(await list(null), [root, other]);
      assert.deepEqual([await list(null, 1), await list(root), await list(other)], [[root], [other], []]);

      const collector = await index.openLease({ kind: 'collection', owner: 'me', now: 0, expiresAt: 10 });
      await index.planCollection(collector);
      assert.deepEqual(await list(null), [root, other]);
      await index.endLease(first);
      assert.deepEqual(await list(null), [root, other], 'the collection that runs still has to read it');
      await index.planCollection(collector);
      assert.deepEqual(await list(null), [root]);
      await index.endLease(second);
      await index.planCollection(collector);
      assert.deepEqual(await list(null), []);
      await rejectsWith('lease-lost', index.holdTree(first, root));
    });

    check('knows that what lies under a held tree is older than the pages that are put over it', async (index) => {
      const old = await ingest(index);
      await register(index, old, entriesOf('base', 1));
      const [base] = idsOf('base', 1) as TreeRoot[];
      if (!base) assert.fail();
      const lease = await ingest(index);
      await register(index, lease, entriesOf('before', 1));
      await index.holdTree(lease, base);
      await register(index, lease, entriesOf('over', 1));
      assert.deepEqual(
        [await index.bornAt(idsOf('before', 1)), await index.bornAt(idsOf('over', 1))],
        [lease.epoch, old.epoch],
      );
    });

    check('marks a chunk once a number, and a page after its bytes', async (index) => {
      const lease = await ingest(index);
      await register(index, lease, entriesOf('a', 700));
      const ids = idsOf('a', 700);
      const { dataMark, pageMark } = await index.planCollection(lease);
      assert.ok(dataMark < pageMark);
      assert.deepEqual((await marked(index, lease, ids, dataMark)).toSorted(), ids.toSorted());
      assert.deepEqual(await marked(index, lease, ids, dataMark), []);
      assert.deepEqual(await marked(index, lease, ids.slice(0, 1), pageMark), ids.slice(0, 1));
      assert.deepEqual(await index.mark(lease, ids.slice(0, 1), dataMark), []);
      assert.deepEqual(await index.mark(lease, idsOf('absent', 2), pageMark), []);
    });

    check('sweeps what is neither marked nor seen since the horizon', async (index) => {
      const old = await ingest(index);
      const dead = await register(index, old, entriesOf('dead', 20));
      await register(index, old, entriesOf('live', 20));
      await register(index, old, entriesOf('held', 20));
      await index.endLease(old);
      const living = await ingest(index);
      await index.hold(living, idsOf('held', 20));
      const collector = await index.openLease({ kind: 'collection', owner: 'me', now: 0, expiresAt: 10 });
      const plan = await index.planCollection(collector);
      assert.equal(plan.horizon, living.epoch);
      const late = await ingest(index);
      await register(index, late, entriesOf('late', 20));
      await index.mark(collector, idsOf('live', 20), plan.dataMark);

      for (const dryRun of [true, false]) {
        const sum = { swept: 0, bytes: 0, held: 0 };
        let after: ChunkId | null = null;
        do {
          const range: SweptRange = await index.sweep(collector, { after, limit: 7, plan, dryRun });
          assert.ok(range.swept.chunks <= 7);
          sum.swept += range.swept.chunks;
          sum.bytes += range.swept.bytes;
          sum.held += range.held.chunks;
          after = range.next;
        } while (after !== null);
        assert.deepEqual(sum, { swept: 20, bytes: 2000, held: 40 });
        const { chunks, liveBytes } = await index.usage();
        assert.deepEqual([chunks, liveBytes], dryRun ? [80, 8000] : [60, 6000]);
      }
      const rest = ['dead', 'live', 'held', 'late'].flatMap((prefix) => idsOf(prefix, 20));
      assert.equal((await index.locate(rest)).size, 60);
      assert.equal((await index.hold(late, idsOf('dead', 20))).size, 0);
      assert.deepEqual(await deadPacks(index), [dead]);
    });

    check('quarantines what is still served from where it was found damaged', async (index) => {
      const lease = await ingest(index);
      const pack = await register(index, lease, entriesOf('a', 300));
      const [bad, moved, ...sound] = await index.chunksIn(pack);
      if (!bad || !moved) assert.fail();
      const elsewhere = { ...moved.location, offset: moved.location.offset + 1 };
      const otherPack = { ...moved.location, pack: newPackId() };
      const damaged = [
        { ...bad, damage: 'corrupt' },
        { id: moved.id, location: elsewhere, damage: 'missing' },
        { id: moved.id, location: otherPack, damage: 'missing' },
      ] as const;
      assert.deepEqual(await index.quarantine(damaged, 77), [bad.id]);
      assert.deepEqual(await index.quarantine(damaged, 78), []);
      assert.deepEqual(await index.listQuarantined({ after: null, limit: 9 }), [
        { ...bad, damage: 'corrupt', foundAt: 77 },
      ]);
      assert.equal(await index.countQuarantined(), 1);
      const ids = [bad.id, moved.id, ...sound.map(({ id }) => id)];
      assert.deepEqual(await index.findQuarantined(ids), new Set([bad.id]));
      assert.deepEqual(new Set((await index.locate(ids)).keys()), new Set(ids.slice(1)));
      assert.deepEqual(await index.hold(lease, [bad.id]), new Set());
      assert.equal((await index.chunksIn(pack)).length, 299);
    });

    check('lists the quarantine in pages, and by pack', async (index) => {
      const lease = await ingest(index);
      const packs = [await register(index, lease, entriesOf('a', 5)), await register(index, lease, entriesOf('b', 5))];
      await condemn(index, packs);
      const all = [...idsOf('a', 5), ...idsOf('b', 5)].toSorted();
      const first = await index.listQuarantined({ after: null, limit: 4 });
      assert.deepEqual(idsIn(first), all.slice(0, 4));
      const rest = await index.listQuarantined({ after: all[3] ?? assert.fail(), limit: 100 });
      assert.deepEqual(idsIn(rest), all.slice(4));
      const [pack = assert.fail()] = packs;
      assert.deepEqual(idsIn(await index.listQuarantined({ after: null, limit: 9, pack })), idsOf('a', 5).toSorted());
    });

    check('serves a quarantined chunk again when somebody stores it anew, whatever becomes of him', async (index) => {
      const old = await ingest(index);
      const pack = await register(index, old, entriesOf('a', 3));
      await index.endLease(old);
      await condemn(index, [pack]);
      const lease = await ingest(index);
      const own = await register(index, lease, entriesOf('b', 1));
      const healing = await register(index, lease, [...entriesOf('a', 1), ...entriesOf('c', 1)]);
      const [id = assert.fail()] = idsOf('a', 1);
      assert.equal((await index.locate([id])).get(id)?.pack, healing);
      assert.equal(await index.countQuarantined(), 2);
      assert.deepEqual(await index.takeBack(lease), [own], 'the trees of others need the chunk that was healed');
    });

    check('keeps the pack of a quarantined chunk, and takes it back with its ingest', async (index) => {
      const lease = await ingest(index);
      const pack = await register(index, lease, entriesOf('a', 3));
      await condemn(index, [pack]);
      assert.deepEqual(await deadPacks(index), []);
      await index.forgetPacks([pack]);
      assert.equal((await index.listQuarantined({ after: null, limit: 9 })).length, 3);
      assert.deepEqual(await index.takeBack(lease), [pack]);
      assert.equal(await index.countQuarantined(), 0);
      await index.forgetPacks([pack]);
      assert.deepEqual(await index.usage(), NO_USAGE);
    });

    check('collects quarantined chunks that no tree reaches, and says that others cannot be read', async (index) => {
      const old = await ingest(index);
      const pack = await register(index, old, entriesOf('a', 4));
      await index.endLease(old);
      await condemn(index, [pack]);
      const collector = await index.openLease({ kind: 'collection', owner: 'me', now: 0, expiresAt: 10 });
      const plan = await index.planCollection(collector);
      assert.deepEqual(await index.mark(collector, idsOf('a', 1), plan.pageMark), []);
      const { swept, next } = await index.sweep(collector, { after: null, limit: 100, plan, dryRun: false });
      assert.deepEqual([swept, next], [{ chunks: 3, bytes: 300 }, null]);
      assert.deepEqual(idsIn(await index.listQuarantined({ after: null, limit: 9 })), idsOf('a', 1));
      const later = await index.planCollection(collector);
      await index.sweep(collector, { after: null, limit: 100, plan: later, dryRun: false });
      assert.deepEqual(await deadPacks(index), [pack]);
    });

    check('lists sealed packs in pages, and tells those it knows from others', async (index) => {
      const lease = await ingest(index);
      const packs = [];
      for (const prefix of ['a', 'b', 'c']) packs.push(await register(index, lease, entriesOf(prefix, 1)));
      const unfinished = await open(index, lease);
      const sorted = packs.toSorted().map((pack) => ({ pack, storedBytes: 1000 }));
      assert.deepEqual(await index.sealedPacks({ after: null, limit: 2 }), sorted.slice(0, 2));
      const after = sorted[1]?.pack ?? assert.fail();
      assert.deepEqual(await index.sealedPacks({ after, limit: 2 }), sorted.slice(2));
      const known = await index.knownPacks([...packs, unfinished, newPackId()]);
      assert.deepEqual(known, new Set([...packs, unfinished]));
      assert.deepEqual(await index.chunksIn(unfinished), []);
    });

    testCompactionIndex(check);

    check('adopts a pack that it does not know, or took for unfinished, as a whole', async (index) => {
      const lease = await ingest(index);
      await index.endLease(lease);
      const adopter = await ingest(index);
      const unfinished = await open(index, adopter);
      assert.equal(await index.hasSealed(unfinished), false);
      const packs = [newPackId(), unfinished];
      const known = await register(index, adopter, entriesOf('a', 1));
      assert.equal(await index.adoptPack(adopter, packs[0] ?? known, 500, entriesOf('a', 300)), true);
      assert.equal(await index.adoptPack(adopter, unfinished, 600, entriesOf('b', 2)), true);
      assert.equal(await index.hasSealed(newPackId()), false);
      for (const pack of [...packs, known]) assert.equal(await index.hasSealed(pack), true);
      for (const pack of [...packs, known]) assert.equal(await index.adoptPack(adopter, pack, 9, []), false);
      const places = await index.locate([...idsOf('a', 300), ...idsOf('b', 2)]);
      const counts = Map.groupBy(places.values(), ({ pack }) => pack);
      assert.deepEqual(
        [known, ...packs].map((pack) => counts.get(pack)?.length),
        [1, 299, 2],
      );
      await index.endLease(adopter);
      assert.deepEqual(await deadPacks(index), []);
      assert.partialDeepStrictEqual(await index.usage(), {
        packs: 3,
        storedBytes: 2100,
        chunks: 302,
        liveBytes: 30_200,
      });
    });

    check('serves a quarantined chunk from a pack that is adopted, and forgets packs that are lost', async (index) => {
      const lease = await ingest(index);
      const lost = await register(index, lease, entriesOf('a', 3));
      await condemn(index, [lost]);
      const adopted = newPackId();
      await index.adoptPack(lease, adopted, 500, entriesOf('a', 1));
      assert.equal((await index.locate(idsOf('a', 3))).size, 1);
      await register(index, lease, entriesOf('b', 1));
      assert.equal(await index.forgetLostPack(lost), 2);
      assert.equal(await index.forgetLostPack(lost), 0);
      assert.equal(await index.countQuarantined(), 0);
      assert.equal(await index.forgetLostPack(adopted), 1);
      assert.partialDeepStrictEqual(await index.usage(), { packs: 1, storedBytes: 1000, chunks: 1 });
    });

    check('plans without ingests up to the mark itself', async (index) => {
      const collector = await index.openLease({ kind: 'collection', owner: 'me', now: 0, expiresAt: 10 });
      const first = await index.planCollection(collector);
      const second = await index.planCollection(collector);
      assert.equal(first.horizon, first.dataMark);
      assert.ok(second.dataMark > first.pageMark);
    });
  });
}
