import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { writeNote, newPackId, parseTreeRoot, type TreeRoot } from '@ingot/chunk-store';
import { put, temporaryStore, type TemporaryStore } from '@ingot/chunk-store/testing';
import * as fc from 'fast-check';
import { chunkIndexMigrations, createSqlChunkIndex } from '../../db/chunk-index/chunk-index.sql.ts';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import { createSqlImageStore, imageMigrations } from '../../images/image-store.sql.ts';
import type { Image } from '../../images/index.ts';
import { images as arbitraryImages, testProject } from '../../images/testing/arbitraries.ts';
import { newSnapshotId } from '../../kernel/ids.ts';
import { NO_OTHER_PARTS } from '../../images/testing/no-other-parts.ts';
import { encodeLabel } from '../labels/label.ts';
import { createSqlLabelStore, labelMigrations } from '../labels/label-store.sql.ts';
import { createSqlFoundRoots, foundRootMigrations } from './found-roots.sql.ts';
import type { OwnedDisk } from '../collection/live-disks.ts';
import type { SnapshotLabels } from '../labels/snapshot-labels.ts';
import { NO_SNAPSHOTS } from '../testing/no-snapshots.ts';
import { rebuild, type RebuildParts } from './rebuild.ts';

const ADMIN = testProject('administrators');
const [sample = assert.fail()] = fc.sample(arbitraryImages, { numRuns: 1, seed: 3 });

/** What is left of a store whose database is gone: packs, and labels. */
interface Remains {
  readonly content: TemporaryStore;
  readonly labels: TemporaryStore;
  /** An image of this content, with its label beside it. */
  image(bytes: Buffer, changes?: Partial<Image>): Promise<Image>;
}

async function openRemains(context: TestContext): Promise<Remains> {
  const [content, labels] = [await temporaryStore({ workers: 1 }), await temporaryStore({ workers: 1 })];
  context.after(() => content.remove());
  context.after(() => labels.remove());
  let count = 0;
  const image: Remains['image'] = async (bytes, changes = {}) => {
    const [id = assert.fail()] = fc.sample(fc.uuid(), { numRuns: 1, seed: (count += 1) });
    const root = await put(content.store, bytes);
    const made: Image = {
      ...sample,
      id: id as Image['id'],
      state: { status: 'active', content: contentOf(bytes, root) },
      ...changes,
    };
    await writeNote(labels.backend, newPackId(), encodeLabel(made, `project of ${made.ownerId}`) ?? assert.fail());
    return made;
  };
  return { content, labels, image };
}

function contentOf(bytes: Buffer, root: TreeRoot) {
  const digest = (name: string): string => createHash(name).update(bytes).digest('hex');
  const size = bytes.length;
  return { root, size, virtualSize: size, checksums: { md5: digest('md5'), sha512: digest('sha512') }, newBytes: null };
}

/** A database, empty at first, over these remains. */
async function openDatabase(context: TestContext, { content, labels }: Remains) {
  const migrations = [chunkIndexMigrations, imageMigrations, labelMigrations, foundRootMigrations];
  const { database, remove } = await temporaryDatabase({ migrations });
  context.after(remove);
  const index = createSqlChunkIndex(database);
  const projects = new Map<string, string | null>();
  const losses: string[] = [];
  const disks: OwnedDisk[] = [];
  const parts: RebuildParts = {
    backend: content.backend,
    index,
    chunks: await content.reopen({ index }),
    images: createSqlImageStore(database, NO_OTHER_PARTS),
    disks: async function* known() {
      yield* disks;
    },
    snapshotLabels: NO_SNAPSHOTS,
    labels: createSqlLabelStore(database),
    labelPacks: labels.backend,
    found: createSqlFoundRoots(database),
    projectRecover: async ({ id, name }) => !projects.has(id) && projects.set(id, name) === projects,
    administrator: async () => ADMIN,
    owner: 'test',
    clock: { now: () => 4000 },
  };
  const options = { signal: new AbortController().signal, progress: () => undefined };
  const run = () => rebuild(parts, { ...options, loss: (sentence) => losses.push(sentence) });
  return { parts, run, projects, losses, disks };
}

const TEXT = Buffer.from('the bytes of an image, '.repeat(30_000));

describe('a rebuild', () => {
  it('brings images back as their labels tell, with their projects and their places in the counters', async (context) => {
    const remains = await openRemains(context);
    const made = [
      await remains.image(TEXT),
      await remains.image(Buffer.concat([TEXT, TEXT]), { ownerId: testProject('other'), name: 'Образ' }),
      await remains.image(Buffer.alloc(600_000)),
    ];
    const { parts, run, projects } = await openDatabase(context, remains);
    const figures = await run();
    assert.deepEqual(figures.images, { recovered: 3, updated: 0, known: 0, incomplete: 0 });
    assert.equal(figures.projects, projects.size);
    assert.equal(projects.get('other'), 'project of other');
    for (const image of made) {
      assert.deepEqual(await parts.images.imageFind(image.id), image);
      assert.equal((await parts.labels.labelsOf(image.id)).length, 1);
    }
    const usage = await parts.images.usageFind(testProject('other'));
    assert.partialDeepStrictEqual(usage, { images: 1, bytes: 2 * TEXT.length });
    const again = await run();
    assert.deepEqual(again.images, { recovered: 0, updated: 0, known: 3, incomplete: 0 });
    assert.deepEqual(await parts.images.usageFind(testProject('other')), usage);
    assert.deepEqual(again.contents, { recovered: 0, incomplete: 0 });
  });

  it('makes no image of what a volume or a snapshot of an older database has', async (context) => {
    const remains = await openRemains(context);
    const [kept, lost] = [
      await put(remains.content.store, TEXT),
      await put(remains.content.store, Buffer.concat([TEXT, TEXT])),
    ];
    const { parts, run, disks } = await openDatabase(context, remains);
    const size = TEXT.length;
    disks.push({ root: kept, keptBy: 'snapshot', id: 'known', ownerId: ADMIN, name: 'before', size });
    assert.deepEqual((await run()).contents, { recovered: 1, incomplete: 0 });
    const recovered = await Array.fromAsync(parts.images.contents());
    assert.deepEqual(
      recovered.map(({ root }) => root),
      [lost],
    );
  });

  it('brings snapshots back by their labels, with their projects, and says what of them is lost', async (context) => {
    const remains = await openRemains(context);
    const [root, gone] = [await put(remains.content.store, TEXT), parseTreeRoot('ab'.repeat(32)) ?? assert.fail()];
    const opened = await openDatabase(context, remains);
    const recovered: string[] = [];
    const snapshotLabels: SnapshotLabels = {
      labelOf: async () => null,
      read: (text) => {
        if (!text.startsWith('snapshot ')) return null;
        const [, name = '', tree] = text.split(' ');
        if (name === 'unreadable') return 'It is not a label of a snapshot.';
        const ownerId = testProject('other');
        const recover = async (): Promise<'recovered'> => {
          recovered.push(name);
          return 'recovered';
        };
        const id = newSnapshotId();
        opened.disks.push({ root, keptBy: 'snapshot', id, ownerId, name, size: TEXT.length });
        return { id, name, ownerId, ownerName: 'named', root: tree === 'gone' ? gone : root, recover };
      },
    };
    for (const label of ['snapshot whole there', 'snapshot broken gone', 'snapshot unreadable there']) {
      await writeNote(remains.labels.backend, newPackId(), label);
    }
    const losses: string[] = [];
    const options = { signal: new AbortController().signal, progress: () => undefined };
    const figures = await rebuild(
      { ...opened.parts, snapshotLabels },
      { ...options, loss: (sentence) => losses.push(sentence) },
    );
    assert.deepEqual(recovered, ['whole']);
    assert.deepEqual(figures.snapshots, { recovered: 1, updated: 0, known: 0, incomplete: 1 });
    assert.deepEqual([figures.unreadableLabels, figures.contents.recovered], [1, 0]);
    assert.equal(opened.projects.get('other'), 'named');
    assert.ok(losses.some((sentence) => /^Snapshot .* \(broken\) does not come back/.test(sentence)));
    assert.equal((await opened.parts.labels.labelList({ after: null, limit: 9 })).length, 2);
  });

  it('makes a deactivated image of content that has no label, once', async (context) => {
    const remains = await openRemains(context);
    const root = await put(remains.content.store, TEXT);
    const { parts, run } = await openDatabase(context, remains);
    assert.deepEqual((await run()).contents, { recovered: 1, incomplete: 0 });
    const [found = assert.fail(), ...others] = await Array.fromAsync(parts.images.contents());
    assert.deepEqual(others, []);
    const image = (await parts.images.imageFind(found.imageId)) ?? assert.fail();
    assert.deepEqual(image.state, { status: 'deactivated', content: contentOf(TEXT, root) });
    assert.partialDeepStrictEqual(image, { ownerId: ADMIN, visibility: 'private', diskFormat: 'raw' });
    assert.deepEqual(await parts.found.rootList({ after: null, limit: 9 }), []);
    await parts.found.rootsAdd([root]);
    assert.equal((await run()).contents.recovered, 0, 'it has an image by now');
  });

  it('passes over what is not complete, and says what that is', async (context) => {
    const remains = await openRemains(context);
    const whole = await remains.image(TEXT, { name: 'whole' });
    const { store, index, backend } = remains.content;
    const before = new Set((await index.sealedPacks({ after: null, limit: 9 })).map(({ pack }) => pack));
    await remains.image(Buffer.from('lost'), { name: 'lost' });
    await writeNote(remains.labels.backend, newPackId(), '{"version":9}');
    for (const { pack } of await index.sealedPacks({ after: null, limit: 9 })) {
      if (!before.has(pack)) await backend.delete(pack);
    }
    const { parts, run, losses } = await openDatabase(context, remains);
    const figures = await run();
    assert.deepEqual(figures.images, { recovered: 1, updated: 0, known: 0, incomplete: 1 });
    assert.equal(figures.unreadableLabels, 1);
    assert.ok(losses.some((sentence) => /\(lost\) does not come back: 0 chunks and 1 pages/.test(sentence)));
    assert.ok(losses.some((sentence) => /It has the version 9/.test(sentence)));
    assert.ok(await parts.images.imageFind(whole.id));
    assert.ok(store);
  });

  it('over an older database keeps what is newer there, and adds what is missing', async (context) => {
    const remains = await openRemains(context);
    const image = await remains.image(TEXT, { name: 'as it was', updatedAt: 10 });
    const { parts, run } = await openDatabase(context, remains);
    await run();
    const { content } = remains;
    const renamed: Image = { ...image, name: 'as it is', updatedAt: 20 };
    await writeNote(remains.labels.backend, newPackId(), encodeLabel(renamed, null) ?? assert.fail());
    const deleted = await remains.image(Buffer.from('new'), {
      updatedAt: 30,
      state: {
        status: 'deleted',
        deletedAt: 30,
        before: {
          status: 'active',
          content: contentOf(Buffer.from('new'), await put(content.store, Buffer.from('new'))),
        },
      },
    });
    const { images } = await run();
    assert.deepEqual(images, { recovered: 1, updated: 1, known: 1, incomplete: 0 });
    assert.deepEqual(await parts.images.imageFind(image.id), renamed);
    assert.deepEqual(await parts.images.imageFind(deleted.id), deleted);
    const usage = await parts.images.usageFind(image.ownerId);
    assert.partialDeepStrictEqual(usage, { images: 1, bytes: TEXT.length }, 'what is in the trash does not count');
  });
});
