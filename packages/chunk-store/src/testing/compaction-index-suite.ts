import assert from 'node:assert/strict';
import type { ChunkIndex, Lease, PackMove } from '../index/chunk-index.ts';
import { newPackId, type PackId } from '../packs/pack-id.ts';
import { entriesOf, idsOf, ingest, open, register } from './index-filling.ts';
import { rejectsWith } from './pack-backend-suite.ts';

type Check = (title: string, test: (index: ChunkIndex) => Promise<void>) => void;

const ALL = { after: 0, limit: 1000 };

/** The part of the contract of `ChunkIndex` that is about compaction. */
export function testCompactionIndex(check: Check): void {
  check('keeps the figures of packs up to date', async (index) => {
    const old = await ingest(index);
    const [one, two] = [await register(index, old, entriesOf('a', 700)), await register(index, old, entriesOf('b', 5))];
    assert.deepEqual(await index.packUsage(ALL), [], 'their ingest can take them back');
    await register(index, await ingest(index), [...entriesOf('a', 2), ...entriesOf('c', 3)]);
    await index.endLease(old);
    const [first, second, ...others] = await index.packUsage(ALL);
    assert.deepEqual(others, []);
    assert.ok(first && second && first.number < second.number && Math.abs(first.usedAt - Date.now()) < 60_000);
    const { number: _, usedAt: __, ...figures } = first;
    assert.deepEqual(figures, { pack: one, storedBytes: 1000, live: { chunks: 700, bytes: 70_000 }, level: 0 });
    assert.deepEqual([second.pack, second.live], [two, { chunks: 5, bytes: 500 }]);
    assert.deepEqual(await index.packUsage({ after: first.number, limit: 1 }), [second]);

    const [bad = assert.fail()] = await index.chunksIn(two);
    await index.quarantine([{ ...bad, damage: 'corrupt' }], 1);
    await sweepAll(index);
    const { live } = (await index.packUsage(ALL))[0] ?? assert.fail();
    assert.deepEqual(live, { chunks: 2, bytes: 200 }, 'what the living ingest holds');
    assert.equal((await index.usage()).chunks, 5);
  });

  check('moves chunks to a new pack, and says which packs are empty', async (index) => {
    const { packs, lease } = await compacting(index, ['a', 'b'], 300);
    const [one = assert.fail(), two = assert.fail()] = packs;
    const to = await open(index, lease);
    const entries = [...entriesOf('a', 300), ...entriesOf('b', 100)].map((entry, place) => ({
      ...entry,
      offset: 16 + 50 * place,
      storedLength: 50,
      codec: 'zstd' as const,
      crc: place,
    }));
    const move: PackMove = { pack: to, storedBytes: 777, entries, from: packs, level: 7 };
    assert.deepEqual(await index.movePack(lease, move), {
      moved: { chunks: 400, bytes: 20_000 },
      emptied: [{ pack: one, storedBytes: 1000 }],
    });
    const found = await index.locate(entries.map(({ id }) => id));
    for (const { id, kind: _, ...place } of entries) assert.deepEqual(found.get(id), { pack: to, ...place });
    const usage = await index.packUsage(ALL);
    const figures = usage.map(({ pack, live, level }) => ({ pack, live, level }));
    assert.deepEqual(figures, [
      { pack: one, live: { chunks: 0, bytes: 0 }, level: 0 },
      { pack: two, live: { chunks: 200, bytes: 20_000 }, level: 0 },
      { pack: to, live: { chunks: 400, bytes: 20_000 }, level: 7 },
    ]);
    assert.equal(usage[2]?.usedAt, usage[1]?.usedAt, 'it is as cold as what it holds');
    assert.deepEqual(await index.usage(), {
      packs: 3,
      storedBytes: 2777,
      chunks: 600,
      liveBytes: 40_000,
      plainBytes: 600 * 262_144,
    });
    await index.endLease(lease);
    assert.deepEqual(await index.deadPacks({ after: null, limit: 9 }), [{ pack: one, storedBytes: 1000 }]);
    await index.forgetPacks([one, two, to]);
    assert.deepEqual(
      (await index.packUsage(ALL)).map(({ pack }) => pack),
      [two, to],
    );
  });

  check('does not move what has gone, is elsewhere, or is quarantined', async (index) => {
    const { packs, lease } = await compacting(index, ['a', 'b', 'c'], 3);
    const [one = assert.fail(), two = assert.fail(), three = assert.fail()] = packs;
    const bad = (await index.chunksIn(one)).find(({ id }) => id === idsOf('a', 1)[0]) ?? assert.fail();
    await index.quarantine([{ ...bad, damage: 'corrupt' }], 1);
    const to = await open(index, lease);
    const entries = ['a', 'b', 'c', 'absent'].flatMap((prefix) => entriesOf(prefix, 3));
    const { moved, emptied } = await index.movePack(lease, {
      pack: to,
      storedBytes: 500,
      entries,
      from: [one, three],
      level: 0,
    });
    assert.deepEqual(moved, { chunks: 5, bytes: 500 });
    assert.deepEqual(emptied, [{ pack: three, storedBytes: 1000 }], 'the quarantined one keeps its pack');
    assert.equal((await index.chunksIn(two)).length, 3);
    assert.equal((await index.locate(idsOf('absent', 3))).size, 0);
    assert.equal(await index.countQuarantined(), 1);
  });

  check('moves nothing when the packs it comes from are gone', async (index) => {
    const lease = await compaction(index);
    const to = await open(index, lease);
    const move = { pack: to, storedBytes: 9, entries: entriesOf('a', 3), from: [newPackId()], level: 0 };
    assert.deepEqual(await index.movePack(lease, move), { moved: { chunks: 0, bytes: 0 }, emptied: [] });
    assert.deepEqual(await index.deadPacks({ after: null, limit: 9 }), [{ pack: to, storedBytes: 9 }]);
  });

  check('keeps what a chunk was seen by and marked with when it is moved', async (index) => {
    const { packs, lease } = await compacting(index, ['a', 'b'], 3);
    const living = await ingest(index);
    await index.hold(living, idsOf('a', 1));
    const collector = await collection(index);
    const plan = await index.planCollection(collector);
    await index.mark(collector, idsOf('b', 1), plan.dataMark);
    const to = await open(index, lease);
    const entries = [...entriesOf('a', 3), ...entriesOf('b', 3)];
    await index.movePack(lease, { pack: to, storedBytes: 1, entries, from: packs, level: 0 });
    const { swept } = await index.sweep(collector, { after: null, limit: 100, plan, dryRun: false });
    assert.equal(swept.chunks, 4);
    assert.deepEqual(
      new Set((await index.locate([...idsOf('a', 3), ...idsOf('b', 3)])).keys()),
      new Set([...idsOf('a', 1), ...idsOf('b', 1)]),
    );
    assert.equal((await index.packUsage(ALL)).find(({ pack }) => pack === to)?.live.chunks, 2);
  });

  check('moves nothing for a dead lease, nor into the pack of another', async (index) => {
    const { packs, lease } = await compacting(index, ['a'], 3);
    const foreign = await open(index, await ingest(index));
    const move = { storedBytes: 1, entries: entriesOf('a', 3), from: packs, level: 0 };
    await rejectsWith('io', index.movePack(lease, { ...move, pack: foreign }));
    const to = await open(index, lease);
    assert.deepEqual(await index.takeBack(lease), [to]);
    await index.endLease(lease);
    await rejectsWith('lease-lost', index.movePack(lease, { ...move, pack: to }));
    await rejectsWith('lease-lost', index.notePackLevel(lease, packs, 3));
    assert.equal((await index.chunksIn(packs[0] ?? assert.fail())).length, 3);
  });

  check('notes how packs were read and tried', async (index) => {
    const { packs, lease } = await compacting(index, ['a', 'b'], 3);
    const [one = assert.fail()] = packs;
    await index.notePackReads([one, newPackId()], 9e12);
    await index.notePackReads([one], 8e12);
    await index.notePackReads([], 9e12);
    await index.notePackLevel(lease, [one], 5);
    const usage = await index.packUsage(ALL);
    assert.deepEqual([usage[0]?.usedAt, usage[0]?.level, usage[1]?.level], [9e12, 5, 0]);
    assert.ok((usage[1]?.usedAt ?? 0) < 9e12);
  });

  check('knows since when what lies under a page has been seen, also when it is moved', async (index) => {
    const [first, second] = [await ingest(index), await ingest(index)];
    const one = await register(index, first, entriesOf('a', 3));
    const two = await register(index, second, entriesOf('b', 3));
    await index.hold(second, idsOf('a', 3));
    for (const lease of [first, second]) await index.endLease(lease);
    assert.equal(await index.bornAt([...idsOf('a', 1), ...idsOf('b', 1)]), first.epoch);
    assert.equal(await index.bornAt(idsOf('b', 3)), second.epoch);
    assert.equal(await index.bornAt([...idsOf('b', 1), ...idsOf('absent', 1)]), 0);
    const [bad = assert.fail()] = await index.chunksIn(two);
    await index.quarantine([{ ...bad, damage: 'missing' }], 1);
    assert.equal(await index.bornAt([bad.id]), second.epoch, 'a quarantined page tells it too');

    const lease = await compaction(index);
    const to = await open(index, lease);
    const entries = [...entriesOf('a', 3), ...entriesOf('b', 3)];
    await index.movePack(lease, { pack: to, storedBytes: 1, entries, from: [one, two], level: 0 });
    assert.equal(await index.bornAt(idsOf('b', 3).filter((id) => id !== bad.id)), first.epoch);
    const healer = await ingest(index);
    await register(index, healer, entriesOf('b', 3));
    assert.equal(await index.bornAt([bad.id]), 0, 'what lies under a page that was healed may be older');
  });

  check('counts the ingests that are running', async (index) => {
    assert.deepEqual(await index.runningIngests(), { count: 0, until: null });
    await ingest(index, { expiresAt: 70 });
    await ingest(index, { expiresAt: 80 });
    await compaction(index);
    assert.deepEqual(await index.runningIngests(), { count: 2, until: 80 });
  });
}

/** Packs of chunks that are everybody's, and a compaction. */
async function compacting(
  index: ChunkIndex,
  prefixes: readonly string[],
  count: number,
): Promise<{ packs: readonly PackId[]; lease: Lease }> {
  const old = await ingest(index);
  const packs: PackId[] = [];
  for (const prefix of prefixes) packs.push(await register(index, old, entriesOf(prefix, count)));
  await index.endLease(old);
  return { packs, lease: await compaction(index) };
}

function compaction(index: ChunkIndex): Promise<Lease> {
  return index.openLease({ kind: 'compaction', owner: 'me', now: 0, expiresAt: 1000 });
}

function collection(index: ChunkIndex): Promise<Lease> {
  return index.openLease({ kind: 'collection', owner: 'me', now: 0, expiresAt: 1000 });
}

async function sweepAll(index: ChunkIndex): Promise<void> {
  const lease = await collection(index);
  const plan = await index.planCollection(lease);
  await index.sweep(lease, { after: null, limit: 10_000, plan, dryRun: false });
}
