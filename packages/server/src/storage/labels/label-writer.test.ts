import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { readNote, type PackBackend } from '@ingot/chunk-store';
import { closing, faulty, temporaryStore } from '@ingot/chunk-store/testing';
import * as fc from 'fast-check';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import type { Image, ImageState } from '../../images/index.ts';
import { createSqlImageStore, imageMigrations } from '../../images/image-store.sql.ts';
import { images as arbitraryImages, testContent } from '../../images/testing/arbitraries.ts';
import { NO_OTHER_PARTS } from '../../images/testing/no-other-parts.ts';
import { newSnapshotId, type SnapshotId } from '../../kernel/ids.ts';
import { checkLabels } from './label-check.ts';
import { createSqlLabelStore, labelMigrations } from './label-store.sql.ts';
import { subjectOf } from './label-subject.ts';
import { writeLabels, type LabelParts } from './label-writer.ts';
import { readLabel } from './read-label.ts';
import { NO_SNAPSHOTS } from '../testing/no-snapshots.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { signal } = new AbortController();
const content = testContent(3);
const [sample = assert.fail()] = fc.sample(arbitraryImages, { numRuns: 1, seed: 1 });
const active: Image = { ...sample, name: 'first', state: { status: 'active', content } };

async function open(context: TestContext) {
  const { database, remove } = await temporaryDatabase({ migrations: [imageMigrations, labelMigrations] });
  context.after(remove);
  const packs = await temporaryStore({ workers: 1 });
  context.after(() => packs.remove());
  const images = createSqlImageStore(database, NO_OTHER_PARTS);
  let time = 0;
  const clock = { now: () => (time += 1), advance: (milliseconds: number) => (time += milliseconds) };
  const parts = {
    images,
    snapshotLabels: NO_SNAPSHOTS,
    labels: createSqlLabelStore(database),
    labelPacks: packs.backend,
    projectName: async () => 'golden',
    clock,
    log,
  } satisfies LabelParts;
  const change = async (before: Image, after: Partial<Image>): Promise<Image> => {
    const changed = { ...before, ...after, updatedAt: clock.now() };
    await images.transaction((tx) => tx.imageWrite(changed, before));
    return changed;
  };
  const insert = (image: Image) => images.transaction((tx) => tx.imageInsert(image));
  return { images, parts, clock, change, insert };
}

async function labelsIn(backend: PackBackend): Promise<Image[]> {
  const labels = [];
  for await (const pack of backend.list()) {
    const label = await readLabel(backend, NO_SNAPSHOTS, pack);
    labels.push(typeof label !== 'string' && 'image' in label ? label.image.image : assert.fail());
  }
  return labels;
}

describe('labels beside the packs', () => {
  it('follow what becomes of an image', async (context) => {
    const { parts, change, insert } = await open(context);
    await insert({ ...active, state: { status: 'queued', failure: null } });
    await writeLabels(parts, signal);
    assert.deepEqual(await labelsIn(parts.labelPacks), [], 'without content there is nothing to be labelled');
    let image = await change({ ...active, state: { status: 'queued', failure: null } }, { state: active.state });
    await writeLabels(parts, signal);
    assert.deepEqual(await labelsIn(parts.labelPacks), [image]);
    const states: ImageState[] = [
      { status: 'deactivated', content },
      { status: 'deleted', deletedAt: 7, before: { status: 'active', content } },
      { status: 'active', content },
    ];
    for (const state of states) {
      image = await change(image, { name: state.status, state });
      await writeLabels(parts, signal);
      assert.deepEqual(await labelsIn(parts.labelPacks), [image]);
    }
    image = await change(image, { state: { status: 'deleted', deletedAt: 8, before: null } });
    await writeLabels(parts, signal);
    assert.deepEqual(await labelsIn(parts.labelPacks), []);
    assert.deepEqual(await parts.labels.labelList({ after: null, limit: 9 }), []);
  });

  it('are one for each image, and none for one that is gone, whenever their writer dies', async (context) => {
    const { parts, clock, change, insert } = await open(context);
    await insert(active);
    let image = active;
    for (let moment = 1, alive = false; !alive; moment += 1) {
      image = await change(image, { name: `name ${moment}` });
      const isGone = moment % 2 === 0;
      if (isGone) image = await change(image, { state: { status: 'deleted', deletedAt: 1, before: null } });
      let calls = 0;
      const dying = (): void => {
        if ((calls += 1) >= moment) throw new Error('the process is dead');
      };
      const opened = closing(parts.labelPacks);
      const doomed = {
        ...parts,
        images: faulty(parts.images, dying),
        labels: faulty(parts.labels, dying),
        labelPacks: faulty(opened.backend, dying),
      };
      const [outcome] = await Promise.allSettled([writeLabels(doomed, signal)]);
      alive = outcome.status === 'fulfilled';
      await opened.closeFiles();
      clock.advance(1e9);
      await writeLabels(parts, signal);
      assert.deepEqual(await labelsIn(parts.labelPacks), isGone ? [] : [image], `after ${moment} calls`);
      const known = await parts.labels.labelList({ after: null, limit: 9 });
      assert.equal(known.length, isGone ? 0 : 1);
      if (isGone) image = await change(image, { state: active.state });
      assert.ok(moment < 50);
    }
  });

  it('are written anew when they are damaged or gone', async (context) => {
    const { parts, insert } = await open(context);
    await insert(active);
    await writeLabels(parts, signal);
    const check = () => checkLabels({ ...parts, disks: async function* none() {} }, signal);
    assert.equal(await check(), 0);
    for await (const pack of parts.labelPacks.list()) await parts.labelPacks.delete(pack);
    assert.equal(await check(), 1);
    await writeLabels(parts, signal);
    assert.deepEqual(await labelsIn(parts.labelPacks), [active]);
    assert.equal(await check(), 0);
  });

  it('are written of snapshots too, also of those that had none', async (context) => {
    const { images, parts } = await open(context);
    const id = newSnapshotId();
    let text: string | null = 'of a snapshot';
    const snapshotLabels = { ...NO_SNAPSHOTS, labelOf: async (asked: SnapshotId) => (asked === id ? text : null) };
    const disk = { keptBy: 'snapshot', id, root: content.root, ownerId: active.ownerId, name: null, size: 1 } as const;
    const disks = async function* all() {
      yield disk;
    };
    const all = { ...parts, snapshotLabels, disks };
    const notes = async () => {
      const found = [];
      for await (const pack of parts.labelPacks.list()) found.push(await readNote(parts.labelPacks, pack));
      return found;
    };
    assert.equal(await checkLabels(all, signal), 1);
    await writeLabels(all, signal);
    assert.deepEqual(await notes(), [text]);
    // An image can be given any id.
    await images.changeAdd(id);
    await writeLabels(all, signal);
    assert.deepEqual(await notes(), [text]);
    text = null;
    await images.changeAdd(subjectOf({ kind: 'snapshot', id }));
    await writeLabels(all, signal);
    assert.deepEqual(await notes(), []);
    assert.deepEqual(await parts.labels.labelList({ after: null, limit: 9 }), []);
  });

  it('tell the last state when an image changes while its label is written', async (context) => {
    const { parts, change, insert } = await open(context);
    await insert(active);
    let image = active;
    let changes = 0;
    const labelPacks = faulty(parts.labelPacks, async (method) => {
      if (method === 'seal' && (changes += 1) <= 3) image = await change(image, { name: `name ${changes}` });
    });
    for (let round = 0; round < 4; round += 1) await writeLabels({ ...parts, labelPacks }, signal);
    assert.deepEqual(await labelsIn(parts.labelPacks), [image]);
    assert.equal(image.name, 'name 3');
  });
});
