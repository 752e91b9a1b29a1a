import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import {
  countSealedOtherwise,
  findLockedPack,
  importSealingKey,
  isSealedOtherwise,
  localBackend,
  sealedBackend,
  type Sealing,
} from '@ingot/chunk-store';
import { contentOf as chunks, get, put, temporaryStore } from '@ingot/chunk-store/testing';
import * as fc from 'fast-check';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import type { Image } from '../../images/index.ts';
import { createSqlImageStore, imageMigrations } from '../../images/image-store.sql.ts';
import { images as arbitraryImages, testContent } from '../../images/testing/arbitraries.ts';
import { failsWith } from '../../images/testing/fails-with.ts';
import { NO_OTHER_PARTS } from '../../images/testing/no-other-parts.ts';
import { MaintenanceTotals } from '../collection/maintenance-totals.ts';
import { createSqlLabelStore, labelMigrations } from '../labels/label-store.sql.ts';
import { writeLabels } from '../labels/label-writer.ts';
import { readLabel } from '../labels/read-label.ts';
import { NO_SNAPSHOTS } from '../testing/no-snapshots.ts';
import type { ResealFigures } from './reseal-figures.ts';
import { resealTask, type OldSeals } from './reseal-task.ts';

const [old, fresh] = [importSealingKey(randomBytes(32)), importSealingKey(randomBytes(32))];
const OLD: Sealing = { keys: [old], plainPacks: 'read' };
const BOTH: Sealing = { keys: [fresh, old], plainPacks: 'read' };
const FRESH: Sealing = { keys: [fresh], plainPacks: 'refuse' };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { signal } = new AbortController();

it('seals with the new key what lies open or under the old one, also when it was stopped in between', async (context) => {
  const [content, beside] = [await temporaryStore({ workers: 1 }), await temporaryStore({ workers: 1 })];
  for (const { remove } of [content, beside]) context.after(remove);
  const packsUnder = async (sealing: Sealing) => sealedBackend(await localBackend(content.directory), sealing);
  const labelsUnder = async (sealing: Sealing) => {
    const backend = sealedBackend(await localBackend(beside.directory), sealing);
    context.after(() => backend.close());
    return backend;
  };
  const { database, remove } = await temporaryDatabase({ migrations: [imageMigrations, labelMigrations] });
  context.after(remove);

  // More than a pack of each, so that there are several steps.
  const [open, sealed] = [chunks([1, 2, 3, 4, 5, 6]), chunks([7, 8, 9, 10, 11, 12])];
  const first = await put(content.store, open);
  const second = await put(await content.reopen({ backend: await packsUnder(OLD) }), sealed);
  const [sample = assert.fail()] = fc.sample(arbitraryImages, { numRuns: 1, seed: 1 });
  const image: Image = { ...sample, state: { status: 'active', content: testContent(3) } };
  const images = createSqlImageStore(database, NO_OTHER_PARTS);
  const labels = createSqlLabelStore(database);
  let time = 0;
  const clock = { now: () => (time += 1) };
  const labelParts = { images, labels, snapshotLabels: NO_SNAPSHOTS, projectName: async () => null, clock, log };
  await images.transaction((tx) => tx.imageInsert(image));
  await writeLabels({ ...labelParts, labelPacks: await labelsUnder(OLD) }, signal);

  const seals = (backend: typeof content.backend): OldSeals => ({
    isOld: (pack) => isSealedOtherwise(backend, BOTH, pack),
    count: (until) => countSealedOtherwise(backend, BOTH, until),
  });
  const task = resealTask({
    ...labelParts,
    labelPacks: await labelsUnder(BOTH),
    chunks: await content.reopen({ backend: await packsUnder(BOTH) }),
    oldSeals: { packs: seals(content.backend), labels: seals(beside.backend) },
    totals: new MaintenanceTotals(),
    rate: Infinity,
  });
  const run = (until: AbortSignal, tell: (figures: ResealFigures) => void = () => undefined) =>
    task.run({}, { signal: until, createdAt: 0, before: null, tell });

  const before = await countSealedOtherwise(content.backend, BOTH, signal);
  const stop = new AbortController();
  await assert.rejects(
    run(stop.signal, () => stop.abort(new Error('the service stops'))),
    /the service stops/,
  );
  const between = await countSealedOtherwise(content.backend, BOTH, signal);
  assert.ok(between > 0 && between < before, `${before} packs, then ${between}`);
  assert.ok(await findLockedPack(content.backend, FRESH), 'the old key is needed');

  const { phase, rewriting, packsLeft, labelsLeft, labels: written } = await run(signal);
  assert.deepEqual(
    { phase, packsLeft, labelsLeft, written },
    { phase: 'done', packsLeft: 0, labelsLeft: 0, written: 1 },
  );
  assert.equal(rewriting?.rewrittenPacks, between);
  assert.equal(await findLockedPack(content.backend, FRESH), null);
  const store = await content.reopen({ backend: await packsUnder(FRESH) });
  assert.ok((await get(store, first)).equals(open));
  assert.ok((await get(store, second)).equals(sealed));
  const [label] = await labels.labelList({ after: null, limit: 9 });
  const read = await readLabel(await labelsUnder(FRESH), NO_SNAPSHOTS, label?.pack ?? assert.fail());
  assert.ok(typeof read !== 'string' && 'image' in read);
  assert.deepEqual(read.image.image, image);
  assert.equal((await run(signal)).rewriting?.rewrittenPacks, 0, 'a second one finds nothing to do');
});

it('is refused where nothing is sealed', async (context) => {
  const content = await temporaryStore({ workers: 1 });
  context.after(content.remove);
  const { database, remove } = await temporaryDatabase({ migrations: [imageMigrations, labelMigrations] });
  context.after(remove);
  const task = resealTask({
    images: createSqlImageStore(database, NO_OTHER_PARTS),
    labels: createSqlLabelStore(database),
    snapshotLabels: NO_SNAPSHOTS,
    labelPacks: content.backend,
    projectName: async () => null,
    clock: { now: () => 1 },
    log,
    chunks: content.store,
    oldSeals: null,
    totals: new MaintenanceTotals(),
    rate: Infinity,
  });
  await assert.rejects(
    task.run({}, { signal, createdAt: 0, before: null, tell: () => undefined }),
    failsWith('conflict', /no key to seal with/),
  );
});
