import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Caller } from '../kernel/caller.ts';
import { IngotError, type ErrorCode } from '../kernel/errors.ts';
import { createMetadefs } from './create-metadefs.ts';
import { ENTRY_BYTES, ENTRY_LIMIT, type NewEntry } from './entry.ts';
import type { Metadefs } from './metadefs.ts';
import { ADMIN, FOREIGNER, MEMBER, NOBODY } from './testing/callers.ts';
import { temporaryMetadefStore } from './testing/temporary-metadefs.ts';

const PAGE = { sort: { field: 'name', direction: 'asc' }, limit: 10 } as const;
const SIZE = { name: 'size', body: { title: 'Size', type: 'integer' } } as const satisfies NewEntry<'property'>;

let metadefs: Metadefs;
let now: number;
let close: () => Promise<void>;

beforeEach(async () => {
  const opened = await temporaryMetadefStore();
  now = 1000;
  metadefs = createMetadefs({ store: opened.store, clock: { now: () => now } });
  close = opened.close;
});
afterEach(() => close());

const tag = (name: string): NewEntry<'tag'> => ({ name, body: {} });
const code = (expected: ErrorCode) => (error: unknown) => error instanceof IngotError && error.code === expected;

test('a namespace is private, unprotected and of the project of its maker unless said otherwise', async () => {
  const { namespace } = await metadefs.namespaceCreate(ADMIN, { name: 'A' }, {});
  assert.deepEqual(namespace, {
    name: 'A',
    displayName: null,
    description: null,
    visibility: 'private',
    protected: false,
    ownerId: 'p1',
    origin: 'custom',
    createdAt: 1000,
    updatedAt: 1000,
  });
});

test('a namespace comes with what it holds, or not at all', async () => {
  const entries = { property: [SIZE], tag: [tag('b'), tag('a')], association: [{ name: 'New::Type', body: {} }] };
  const { entries: created } = await metadefs.namespaceCreate(ADMIN, { name: 'A' }, entries);
  assert.deepEqual(
    created.tag.map(({ name }) => name),
    ['a', 'b'],
  );
  assert.deepEqual(created.property[0]?.body, SIZE.body);
  assert.deepEqual(await metadefs.resourceTypeList(MEMBER), [{ name: 'New::Type', createdAt: 1000 }]);

  const twice = { tag: [tag('a'), tag('a')] };
  await assert.rejects(metadefs.namespaceCreate(ADMIN, { name: 'B' }, twice), code('conflict'));
  await assert.rejects(metadefs.namespaceGet(ADMIN, 'B'), code('not-found'));
});

test('an update replaces the settings, keeps the owner and what is inside, and may rename', async () => {
  await metadefs.namespaceCreate(ADMIN, { name: 'A', displayName: 'x', visibility: 'public' }, { tag: [tag('a')] });
  await metadefs.namespaceCreate(ADMIN, { name: 'B' }, {});
  now = 2000;
  await assert.rejects(metadefs.namespaceUpdate(ADMIN, 'A', { name: 'B' }), code('conflict'));
  const { namespace } = await metadefs.namespaceUpdate(ADMIN, 'A', { name: 'C', description: 'y' });
  assert.partialDeepStrictEqual(namespace, {
    name: 'C',
    displayName: null,
    description: 'y',
    visibility: 'private',
    ownerId: 'p1',
    createdAt: 1000,
    updatedAt: 2000,
  });
  assert.equal((await metadefs.namespaceGet(ADMIN, 'C')).entries.tag.length, 1);
});

test('who may not know of a namespace is told 404, who may not change it 403', async () => {
  await metadefs.namespaceCreate(ADMIN, { name: 'secret' }, { tag: [tag('a')], property: [SIZE] });
  await metadefs.namespaceCreate(ADMIN, { name: 'open', visibility: 'public' }, { tag: [tag('a')], property: [SIZE] });
  const writes: ((who: Caller, name: string) => Promise<unknown>)[] = [
    (who, name) => metadefs.namespaceUpdate(who, name, { name }),
    (who, name) => metadefs.namespaceDelete(who, name),
    (who, name) => metadefs.entryCreate(who, name, 'tag', tag('b')),
    (who, name) => metadefs.entryCreateAll(who, name, 'tag', [tag('b')], 'replace'),
    (who, name) => metadefs.entryUpdate(who, name, 'tag', 'a', tag('b')),
    (who, name) => metadefs.entryDelete(who, name, 'tag', 'a'),
    (who, name) => metadefs.entryDeleteAll(who, name, 'tag'),
  ];
  const reads: ((who: Caller, name: string) => Promise<unknown>)[] = [
    (who, name) => metadefs.namespaceGet(who, name),
    (who, name) => metadefs.entryList(who, name, 'tag', PAGE),
    (who, name) => metadefs.entryGet(who, name, 'tag', 'a'),
    (who, name) => metadefs.namespaceList(who, { ...PAGE, marker: name }),
  ];
  for (const read of reads) {
    await read(MEMBER, 'secret');
    await read(FOREIGNER, 'open');
    await assert.rejects(read(FOREIGNER, 'secret'), code('not-found'));
    await assert.rejects(read(NOBODY, 'open'), code('forbidden'));
  }
  for (const write of writes) {
    await assert.rejects(write(FOREIGNER, 'secret'), code('not-found'));
    await assert.rejects(write(MEMBER, 'secret'), code('forbidden'));
    await assert.rejects(write(FOREIGNER, 'open'), code('forbidden'));
    await assert.rejects(write(ADMIN, 'nothing'), code('not-found'));
  }
  await assert.rejects(metadefs.propertyOn(FOREIGNER, 'secret', 'T', 'size'), code('not-found'));
  await assert.rejects(metadefs.namespaceCreate(MEMBER, { name: 'mine' }, {}), code('forbidden'));
  await assert.rejects(metadefs.resourceTypeList(NOBODY), code('forbidden'));
  const listed = async (who: Caller): Promise<string[]> =>
    (await metadefs.namespaceList(who, PAGE)).items.map(({ namespace }) => namespace.name);
  assert.deepEqual(await listed(ADMIN), ['open', 'secret']);
  assert.deepEqual(await listed(MEMBER), ['open', 'secret']);
  assert.deepEqual(await listed(FOREIGNER), ['open']);
});

test('nothing is deleted from a protected namespace, but more can be added, and protection be taken away', async () => {
  await metadefs.namespaceCreate(ADMIN, { name: 'A', protected: true }, { tag: [tag('a')] });
  await assert.rejects(metadefs.namespaceDelete(ADMIN, 'A'), code('forbidden'));
  await assert.rejects(metadefs.entryDelete(ADMIN, 'A', 'tag', 'a'), code('forbidden'));
  await assert.rejects(metadefs.entryDeleteAll(ADMIN, 'A', 'tag'), code('forbidden'));
  await metadefs.entryCreate(ADMIN, 'A', 'tag', tag('b'));
  await metadefs.namespaceUpdate(ADMIN, 'A', { name: 'A' });
  await metadefs.namespaceDelete(ADMIN, 'A');
  await assert.rejects(metadefs.namespaceGet(ADMIN, 'A'), code('not-found'));
});

test('several entries are added to those that are there, or replace them, or none is', async () => {
  await metadefs.namespaceCreate(ADMIN, { name: 'A' }, { tag: [tag('a')] });
  const names = async (): Promise<string[]> =>
    (await metadefs.entryList(ADMIN, 'A', 'tag', PAGE)).items.map(({ name }) => name);
  await metadefs.entryCreateAll(ADMIN, 'A', 'tag', [tag('b'), tag('c')], 'append');
  assert.deepEqual(await names(), ['a', 'b', 'c']);
  await assert.rejects(metadefs.entryCreateAll(ADMIN, 'A', 'tag', [tag('d'), tag('a')], 'append'), code('conflict'));
  await assert.rejects(metadefs.entryCreateAll(ADMIN, 'A', 'tag', [tag('d'), tag('d')], 'replace'), code('conflict'));
  assert.deepEqual(await names(), ['a', 'b', 'c']);
  await metadefs.entryCreateAll(ADMIN, 'A', 'tag', [tag('d')], 'replace');
  assert.deepEqual(await names(), ['d']);
});

test('an entry is renamed, but not over another, and what is not there cannot be changed', async () => {
  await metadefs.namespaceCreate(ADMIN, { name: 'A' }, { tag: [tag('a'), tag('b')] });
  now = 2000;
  await assert.rejects(metadefs.entryUpdate(ADMIN, 'A', 'tag', 'a', tag('b')), code('conflict'));
  await assert.rejects(metadefs.entryUpdate(ADMIN, 'A', 'tag', 'none', tag('b')), code('not-found'));
  await assert.rejects(metadefs.entryDelete(ADMIN, 'A', 'tag', 'none'), code('not-found'));
  await assert.rejects(metadefs.entryList(ADMIN, 'A', 'tag', { ...PAGE, marker: 'none' }), code('not-found'));
  await metadefs.entryUpdate(ADMIN, 'A', 'tag', 'a', tag('z'));
  assert.deepEqual(await metadefs.entryGet(ADMIN, 'A', 'tag', 'z'), { ...tag('z'), createdAt: 1000, updatedAt: 2000 });
});

test('a namespace and its entries are bounded', async () => {
  const full = Array.from({ length: ENTRY_LIMIT }, (_, i) => tag(`t${i}`));
  await metadefs.namespaceCreate(ADMIN, { name: 'A' }, { tag: full });
  await assert.rejects(metadefs.entryCreate(ADMIN, 'A', 'tag', tag('more')), code('too-large'));
  const large = { name: 'large', body: { ...SIZE.body, description: 'x'.repeat(ENTRY_BYTES) } };
  await assert.rejects(metadefs.entryCreate(ADMIN, 'A', 'property', large), code('too-large'));
  await metadefs.entryCreate(ADMIN, 'A', 'property', SIZE);
  await assert.rejects(
    metadefs.entryUpdate(ADMIN, 'A', 'property', SIZE.name, { ...large, name: SIZE.name }),
    code('too-large'),
  );
});

test('a property is found by the name that it has on a resource type', async () => {
  const association = [
    { name: 'Image', body: { prefix: 'hw_' } },
    { name: 'Plain', body: {} },
  ];
  await metadefs.namespaceCreate(ADMIN, { name: 'A' }, { property: [SIZE], association });
  assert.equal((await metadefs.propertyOn(MEMBER, 'A', 'Image', 'hw_size')).name, 'size');
  assert.equal((await metadefs.propertyOn(MEMBER, 'A', 'Plain', 'size')).name, 'size');
  await assert.rejects(metadefs.propertyOn(MEMBER, 'A', 'Image', 'size'), code('not-found'));
  await assert.rejects(metadefs.propertyOn(MEMBER, 'A', 'Image', 'hw_other'), code('not-found'));
  await assert.rejects(metadefs.propertyOn(MEMBER, 'A', 'Flavor', 'hw:size'), code('not-found'));
});
