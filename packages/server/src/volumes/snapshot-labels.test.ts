import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { caller } from '../images/testing/image-world.ts';
import { decodeSnapshotLabel, encodeSnapshotLabel } from './snapshot-label.ts';
import { snapshotLabels } from './snapshot-labels.ts';
import { given, snapshots, volumes as arbitraryVolumes } from './testing/volume-arbitraries.ts';
import { openWorld } from './testing/volume-world.ts';

const member = caller('p1');
const [origin] = fc.sample(arbitraryVolumes, { numRuns: 1, seed: 1 });

describe('a label of a snapshot', () => {
  it('gives back the snapshot that it was made of, or is none', () => {
    fc.assert(
      fc.property(snapshots(given(origin)), fc.option(fc.string()), (snapshot, ownerName) => {
        const label = encodeSnapshotLabel(snapshot, ownerName);
        assert.equal(label !== null, snapshot.state.status === 'available');
        if (label !== null) assert.deepEqual(decodeSnapshotLabel(label), { snapshot, ownerName });
      }),
    );
  });

  it('is refused with a sentence when it is of another version, or not as it was written', () => {
    const available = snapshots(given(origin)).filter(({ state }) => state.status === 'available');
    const text = given(encodeSnapshotLabel(given(fc.sample(available, 1)[0]), null));
    const label = JSON.parse(text) as Record<string, unknown>;
    for (const wrong of [
      { ...label, version: 2 },
      { ...label, more: 1 },
      { ...label, id: '../etc/passwd' },
      { ...label, sizeGib: 0 },
      { ...label, tree: { root: 'x', size: 1 } },
    ]) {
      const problem = decodeSnapshotLabel(JSON.stringify(wrong));
      assert.ok(typeof problem === 'string' && /^It .*\.$/.test(problem), JSON.stringify(wrong));
    }
    for (const other of ['', '{', 'null', '{"version":1}', '{"kind":"image"}']) {
      assert.equal(decodeSnapshotLabel(other), null, other);
    }
  });
});

describe('a snapshot whose record was lost', () => {
  it('comes back by its label, under a volume that is in error, and makes volumes again', async (context) => {
    const before = await openWorld(context);
    const volume = await before.volumes.volumeCreate(member, { source: { kind: 'blank' }, sizeGib: 2, name: 'disk' });
    await before.idle();
    const { id } = await before.volumes.snapshotCreate(member, { volumeId: volume.id, name: 'once' });
    const parts = { projectName: async () => 'golden', host: 'second', clock: before.context.clock };
    const written = snapshotLabels({ ...parts, store: before.store });
    assert.equal(await written.labelOf(id), null, 'there is nothing to be kept yet');
    await before.idle();
    assert.ok(before.labelsDue.delete(id));
    const text = given(await written.labelOf(id));
    const kept = await before.volumes.snapshotGet(member, id);

    const after = await openWorld(context);
    const label = given(snapshotLabels({ ...parts, store: after.store }).read(text));
    assert.ok(typeof label !== 'string');
    assert.partialDeepStrictEqual(label, { id, name: 'once', ownerId: kept.ownerId, ownerName: 'golden' });
    assert.equal(await label.recover(), 'recovered');
    assert.equal(await label.recover(), 'known');
    assert.deepEqual(await after.volumes.snapshotGet(member, id), kept);
    const lost = await after.volumes.volumeGet(member, volume.id);
    assert.partialDeepStrictEqual(lost, { name: null, sizeGib: 2, host: 'second', state: { status: 'error' } });
    const usage = await after.store.usageFind(kept.ownerId);
    assert.deepEqual(usage, { volumes: 1, snapshots: 1, gigabytes: 4 });
    assert.deepEqual(
      (await Array.fromAsync(after.store.trees())).map(({ root }) => root),
      [label.root],
    );

    // What is newer stays, what is older is brought up to date.
    const renamed = await after.volumes.snapshotUpdate(member, id, () => ({ name: 'later' }));
    assert.equal(await label.recover(), 'known');
    const newer = { ...renamed, name: 'latest', updatedAt: renamed.updatedAt + 1 };
    const update = given(
      snapshotLabels({ ...parts, store: after.store }).read(given(encodeSnapshotLabel(newer, null))),
    );
    assert.ok(typeof update !== 'string');
    assert.equal(await update.recover(), 'updated');
    assert.equal((await after.volumes.snapshotGet(member, id)).name, 'latest');
    assert.deepEqual(await after.store.usageFind(kept.ownerId), usage);

    for (const change of [
      () => after.volumes.snapshotUpdate(member, id, () => ({ name: 'last' })),
      () => after.volumes.snapshotDelete(member, id),
    ]) {
      after.labelsDue.clear();
      await change();
      assert.deepEqual([...after.labelsDue], [id]);
    }
    assert.equal(await snapshotLabels({ ...parts, store: after.store }).labelOf(id), null);
    await after.volumes.volumeDelete(member, volume.id);
    const empty = { volumes: 0, snapshots: 0, gigabytes: 0 };
    assert.partialDeepStrictEqual(await after.store.usageFind(kept.ownerId), { ...empty, volumes: 1, gigabytes: 2 });
  });
});
