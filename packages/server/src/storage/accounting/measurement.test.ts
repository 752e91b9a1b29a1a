import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ChunkStoreError, chunkIdOf, type ChunkId, type TreeRoot, type TreeVisitor } from '@ingot/chunk-store';
import * as fc from 'fast-check';
import { temporaryDatabase, type TemporaryDatabase } from '../../db/testing/temporary-database.ts';
import type { StoredImageContent } from '../../images/index.ts';
import {
  newImageId,
  newProjectId,
  newSnapshotId,
  newVolumeId,
  parseImageId,
  type ProjectId,
} from '../../kernel/ids.ts';
import type { LiveDisk } from '../collection/live-disks.ts';
import { accountingMigrations, createSqlAccountingStore } from './accounting-store.sql.ts';
import type { AccountingStore } from './accounting-store.ts';
import type { HolderId } from './accounts.ts';
import { measure, type MeasurementParts } from './measurement.ts';

let directory: string;
let temporary: TemporaryDatabase;
let accounts: AccountingStore;

const RUNS = Number(process.env['INGOT_TEST_ACCOUNTING_RUNS'] ?? 150);

const idOf = (name: string): ChunkId => chunkIdOf(Buffer.from(name));
const rootOf = (name: string): TreeRoot => idOf(name) as TreeRoot;

/** Trees as lists: a page has pages or chunks. */
interface Page {
  readonly level: number;
  readonly below: readonly string[];
}

/** A store of trees that were made up; what is in `gone` cannot be read. */
function storeOf(pages: ReadonlyMap<string, Page>, gone: ReadonlySet<string> = new Set()): MeasurementParts['chunks'] {
  const names = new Map([...pages.keys()].map((name) => [idOf(name), name]));
  const visit = async (name: string, visitor: TreeVisitor): Promise<void> => {
    if (!(await visitor.enter(idOf(name)))) return;
    const page = pages.get(name);
    if (!page || gone.has(name)) throw new ChunkStoreError('missing', name);
    if (page.level === 0) await visitor.chunks([...new Set(page.below)].map(idOf));
    else for (const child of page.below) await visit(child, visitor);
  };
  return {
    visit: (root, visitor) => visit(names.get(root) ?? '', visitor),
    lengths: async (ids) => new Map(ids.map((id) => [id, lengthsOf(id)])),
  };
}

/** Some lengths, always the same for one chunk. */
function lengthsOf(id: ChunkId): { storedLength: number; plainLength: number } {
  const storedLength = 1 + (Number.parseInt(id.slice(0, 6), 16) % 1000);
  return { storedLength, plainLength: storedLength * 2 };
}

/** Everything a tree consists of, its pages included. */
function reachOf(pages: ReadonlyMap<string, Page>, name: string): Set<ChunkId> {
  const ids = new Set([idOf(name)]);
  const page = pages.get(name);
  for (const below of page?.below ?? []) {
    if (page?.level === 0) ids.add(idOf(below));
    else for (const id of reachOf(pages, below)) ids.add(id);
  }
  return ids;
}

function bytes(ids: Iterable<ChunkId>): number {
  return [...ids].reduce((sum, id) => sum + lengthsOf(id).storedLength, 0);
}

/** Something that needs a tree. */
interface Holding {
  readonly id: HolderId;
  readonly project: ProjectId;
  readonly family: string | null;
  readonly place: 'content' | 'staged' | 'trash' | 'volume' | 'snapshot' | 'export';
  readonly root: TreeRoot;
  readonly size: number;
  readonly reach: ReadonlySet<ChunkId>;
}

const isDisk = ({ place }: Holding): boolean => place === 'volume' || place === 'snapshot';
const isImage = ({ place }: Holding): boolean => place === 'content' || place === 'staged';
/** As files there would be no exports, and volumes are files elsewhere. */
const logicalOf = ({ place, size }: Holding): number => (place === 'volume' || place === 'export' ? 0 : size);

/** What a set of contents has, and how much of it none of the others has. */
function weigh(some: readonly Holding[], others: readonly Holding[]): { stored: number; unique: number } {
  const ids = new Set(some.flatMap(({ reach }) => [...reach]));
  const foreign = new Set(others.flatMap(({ reach }) => [...reach]));
  return { stored: bytes(ids), unique: bytes([...ids].filter((id) => !foreign.has(id))) };
}

/** Compares everything that was written down with what the definitions say. */
async function assertAccounts(store: AccountingStore, all: readonly Holding[], projects: readonly ProjectId[]) {
  const weighBoth = (some: readonly Holding[], project: ProjectId) => {
    const others = all.filter((content) => !some.includes(content));
    const { stored, unique } = weigh(some, others);
    const own = weigh(
      some,
      others.filter((other) => other.project === project),
    );
    return { stored, unique: { withinProject: own.unique, acrossProjects: unique } };
  };
  const logical = (some: readonly Holding[]): number => some.reduce((sum, each) => sum + logicalOf(each), 0);
  for (const content of all) {
    const found = await store.treeAccountFind(content.id);
    if (content.place === 'trash') assert.equal(found, null);
    if (content.place === 'trash' || content.place === 'export') continue;
    assert.ok(found);
    const { stored, unique, root, plain } = found;
    const expected = weighBoth([content], content.project);
    assert.deepEqual({ stored, unique, root, plain }, { ...expected, root: content.root, plain: expected.stored * 2 });
    assert.equal(found.logical, logicalOf(content));
  }
  for (const project of projects) {
    const own = all.filter((each) => each.project === project);
    const living = own.filter((each) => isImage(each) || (each.place === 'export' && !isOfTrash(each, all)));
    const trash = own.filter(({ place }) => place === 'trash');
    const snapshots = own.filter(({ place }) => place === 'snapshot');
    const withoutDisks = own.filter((each) => !isDisk(each));
    const families = await store.familyList(project, null, 100);
    assert.deepEqual(
      families.map(({ family, images, logical: size, stored, unique }) => ({ family, images, size, stored, unique })),
      [...Map.groupBy(living, ({ family }) => family ?? '')]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([family, some]) => ({
          family,
          images: some.filter(isImage).length,
          size: logical(some),
          ...weighBoth(some, project),
        })),
    );
    const found = await store.projectFind(project);
    const { stored, unique } = weighBoth(own, project);
    assert.deepEqual(
      found && [found.images, found.logical, found.trashLogical, found.snapshotLogical],
      own.length === 0 ? null : [living.filter(isImage).length, logical(own), logical(trash), logical(snapshots)],
    );
    assert.deepEqual(
      found && [found.stored, found.disksStored, found.unique],
      own.length === 0 ? null : [stored, stored - weigh(withoutDisks, []).stored, unique.acrossProjects],
    );
  }
  const total = await store.storeFind();
  const { stored } = weigh(all, []);
  assert.deepEqual(total && [total.contents, total.unreadable, total.logical, total.stored, total.plain], [
    all.length,
    0,
    logical(all),
    stored,
    stored * 2,
  ]);
}

/** An artefact lies where its image does. */
function isOfTrash({ id }: Holding, all: readonly Holding[]): boolean {
  return all.some((other) => other.id === id && other.place === 'trash');
}

let now = 1_700_000_000_000;
let scopes = 0;

/** As the service lists them: images, and all else. */
function listed(all: readonly Holding[]): { contents: StoredImageContent[]; disks: LiveDisk[] } {
  const [contents, disks]: [StoredImageContent[], LiveDisk[]] = [[], []];
  for (const { id, project: ownerId, family, place, root, size } of all) {
    if (place === 'export') disks.push({ keptBy: place, id, root });
    else if (place === 'volume' || place === 'snapshot')
      disks.push({ keptBy: place, id, root, ownerId, name: null, size });
    else
      contents.push({
        imageId: parseImageId(id) ?? assert.fail(),
        ownerId,
        name: null,
        deletedAt: null,
        family,
        place,
        root,
        size,
      });
  }
  return { contents, disks };
}

async function measureAll(
  chunks: MeasurementParts['chunks'],
  contents: readonly StoredImageContent[],
  disks: readonly LiveDisk[] = [],
) {
  const parts: MeasurementParts = {
    chunks,
    accounts,
    contents: async function* all() {
      yield* contents;
    },
    disks: async function* all() {
      yield* disks;
    },
    scratch: path.join(directory, 'scratch'),
    share: 1,
  };
  const total = await measure(parts, (now += 1000), new AbortController().signal, () => undefined);
  assert.deepEqual(await readdir(directory), [], 'a measurement left something behind');
  return total;
}

describe('a measurement', () => {
  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'ingot-accounting-'));
    // What is measured does not depend on where it is kept; accounting.test.ts asks both.
    temporary = await temporaryDatabase({ engine: 'sqlite', migrations: [accountingMigrations] });
    accounts = createSqlAccountingStore(temporary.database);
  });
  after(async () => {
    await temporary.remove();
    await rm(directory, { recursive: true });
  });

  it('finds what the definitions say, whatever is shared with whom', async () => {
    const chunk = fc.integer({ min: 0, max: 11 }).map((number) => `chunk ${number}`);
    // Now and then a page is content as well: somebody has uploaded its bytes.
    const leaf = fc.array(fc.oneof({ weight: 9, arbitrary: chunk }, fc.constantFrom('leaf 0', 'leaf 1')), {
      maxLength: 5,
    });
    const inner = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 });
    const content = fc.record({
      tree: fc.integer({ min: 0, max: 8 }),
      project: fc.integer({ min: 0, max: 2 }),
      family: fc.constantFrom(null, 'a', 'b'),
      place: fc.constantFrom('content', 'content', 'content', 'staged', 'trash', 'volume', 'snapshot'),
      artefact: fc.option(fc.integer({ min: 0, max: 8 }), { freq: 4 }),
    });
    const scene = fc.record({
      leaves: fc.array(leaf, { minLength: 5, maxLength: 5 }),
      inners: fc.array(inner, { minLength: 4, maxLength: 4 }),
      present: fc.array(content, { maxLength: 10 }),
      more: fc.array(content, { maxLength: 4 }),
      kept: fc.integer({ min: 0, max: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(scene, async ({ leaves, inners, present, more, kept }) => {
        // A page by another name is another page: names stand for what is in it.
        const scope = (scopes += 1);
        const pages = new Map<string, Page>([
          ...leaves.map((below, number): [string, Page] => [
            `leaf ${number} of ${scope}`,
            { level: 0, below: below.map((name) => `${name} of ${scope}`) },
          ]),
          ...inners.map((below, number): [string, Page] => [
            `inner ${number} of ${scope}`,
            { level: 1, below: below.map((leafNumber) => `leaf ${leafNumber} of ${scope}`) },
          ]),
        ]);
        const projects = [newProjectId(), newProjectId(), newProjectId()];
        const treeOf = (number: number): Pick<Holding, 'root' | 'reach' | 'size'> => {
          const name = [...pages.keys()][number] ?? '';
          return { root: rootOf(name), reach: reachOf(pages, name), size: 100 + number };
        };
        const toHoldings = ({ tree, project, family, place, artefact }: (typeof present)[number]): Holding[] => {
          const id = place === 'volume' ? newVolumeId() : place === 'snapshot' ? newSnapshotId() : newImageId();
          const of = { id, project: projects[project] ?? newProjectId(), family };
          const holding: Holding = { ...of, place, ...treeOf(tree) };
          const hasArtefact = artefact !== null && (place === 'content' || place === 'trash');
          return hasArtefact ? [holding, { ...of, place: 'export', ...treeOf(artefact) }] : [holding];
        };
        const measureListed = async (all: readonly Holding[]) => {
          const { contents, disks } = listed(all);
          const total = await measureAll(storeOf(pages), contents, disks);
          assert.equal(total.contents, all.length);
          await assertAccounts(accounts, all, projects);
        };
        const first = present.map(toHoldings);
        await measureListed(first.flat());
        // Some go, others come, and trees that were measured are not gone through again as a whole.
        await measureListed([...first.slice(0, kept), ...more.map(toHoldings)].flat());
      }),
      { numRuns: RUNS },
    );
  });

  it('passes over what cannot be read, and says how much that is', async () => {
    const pages = new Map<string, Page>([
      ['one', { level: 0, below: ['a', 'b'] }],
      ['two', { level: 1, below: ['one', 'lost'] }],
      ['lost', { level: 0, below: ['c'] }],
    ]);
    const project = newProjectId();
    const contents = ['one', 'two'].map((name): StoredImageContent => {
      const image = {
        imageId: newImageId(),
        ownerId: project,
        name: null,
        deletedAt: null,
        family: null,
        place: 'content',
      } as const;
      return { ...image, root: rootOf(name), size: 1 };
    });
    const { contents: count, unreadable } = await measureAll(storeOf(pages, new Set(['lost'])), contents);
    assert.deepEqual([count, unreadable], [2, 1]);
    const found = await Promise.all(contents.map(({ imageId }) => accounts.treeAccountFind(imageId)));
    assert.deepEqual(
      found.map((account) => account?.stored ?? null),
      [bytes(reachOf(pages, 'one')), null],
    );
  });

  it('goes through what a group has in common twice, and not once for each image', async () => {
    const leaves = Array.from({ length: 20 }, (_, number) => `leaf ${number}`);
    const pages = new Map<string, Page>(leaves.map((name) => [name, { level: 0, below: [`chunk of ${name}`] }]));
    // Each version has one page of its own and all the others in common.
    const versions = Array.from({ length: 30 }, (_, version) => {
      pages.set(`own ${version}`, { level: 0, below: [`chunk of version ${version}`] });
      pages.set(`version ${version}`, { level: 1, below: [...leaves, `own ${version}`] });
      return `version ${version}`;
    });
    const project = newProjectId();
    const contents = versions.map((name): StoredImageContent => {
      const image = {
        imageId: newImageId(),
        ownerId: project,
        name: null,
        deletedAt: null,
        family: 'line',
        place: 'content',
      } as const;
      return { ...image, root: rootOf(name), size: 1 };
    });
    const store = storeOf(pages);
    let shown = 0;
    const counting: MeasurementParts['chunks'] = {
      ...store,
      visit: (root, visitor, signal) => {
        const chunks = async (ids: readonly ChunkId[]): Promise<void> => {
          shown += 1;
          await visitor.chunks(ids);
        };
        return store.visit(root, { enter: (page) => visitor.enter(page), chunks }, signal);
      },
    };
    await measureAll(counting, contents);
    assert.equal(shown, 30 * 21, 'each tree is gone through as a whole once');
    shown = 0;
    await measureAll(counting, contents);
    assert.equal(shown, 2 * 20 + 30, 'after that only as far as it changes something');
  });

  it('stops when it is told, and leaves nothing behind', async () => {
    const pages = new Map<string, Page>([['one', { level: 0, below: ['a'] }]]);
    const image = {
      imageId: newImageId(),
      ownerId: newProjectId(),
      name: null,
      deletedAt: null,
      family: null,
      place: 'content',
    } as const;
    const stop = new AbortController();
    const parts: MeasurementParts = {
      chunks: storeOf(pages),
      accounts,
      contents: async function* all() {
        yield { ...image, root: rootOf('one'), size: 1 };
        stop.abort(new Error('enough'));
      },
      disks: async function* none() {},
      scratch: path.join(directory, 'scratch'),
      share: 1,
    };
    await assert.rejects(
      measure(parts, (now += 1000), stop.signal, () => undefined),
      /enough/,
    );
    assert.deepEqual(await readdir(directory), []);
    assert.equal(await accounts.treeAccountFind(image.imageId), null);
  });
});
