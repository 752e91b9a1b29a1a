import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ProjectId } from '../../kernel/ids.ts';
import type { Entry } from '../entry.ts';
import type { NamespaceQuery } from '../metadef-query.ts';
import type { MetadefStore, NamespaceScope } from '../metadef-store.ts';
import type { Namespace } from '../namespace.ts';

const ALL: NamespaceScope = { kind: 'all' };
const OWNER = 'p1' as ProjectId;

function namespace(name: string, more: Partial<Namespace> = {}): Namespace {
  return {
    name,
    displayName: null,
    description: null,
    visibility: 'public',
    protected: false,
    ownerId: OWNER,
    origin: 'custom',
    createdAt: 1,
    updatedAt: 1,
    ...more,
  };
}

function tag(name: string, at = 1): Entry<'tag'> {
  return { name, body: {}, createdAt: at, updatedAt: at };
}

function byName(limit: number, more: Partial<NamespaceQuery> = {}): NamespaceQuery {
  return { sort: { field: 'name', direction: 'asc' }, limit, ...more };
}

/** What every store of the metadata catalog has to do. @param open an empty one, with how to close it. */
export function testMetadefStore(
  name: string,
  open: () => Promise<{ readonly store: MetadefStore; readonly close: () => Promise<void> }>,
): void {
  describe(`metadata catalog in ${name}`, () => {
    let store: MetadefStore;
    let close: () => Promise<void>;

    beforeEach(async () => {
      const opened = await open();
      store = opened.store;
      close = opened.close;
    });
    afterEach(() => close());

    const insert = (...namespaces: Namespace[]): Promise<void> =>
      store.transaction(async (tx) => {
        for (const one of namespaces) assert.ok(await tx.namespaceInsert(one));
      });

    it('keeps a namespace as it was given, and its name once', async () => {
      const given = namespace('A', { displayName: 'a', description: 'd', protected: true, ownerId: null });
      await insert(given);
      assert.deepEqual(await store.namespaceFind('A'), given);
      assert.equal(await store.namespaceFind('a'), null);
      assert.equal(await store.transaction((tx) => tx.namespaceInsert(namespace('A'))), false);
    });

    it('renames a namespace with what it holds, but not over another', async () => {
      await insert(namespace('A'), namespace('B'));
      await store.transaction((tx) => tx.entryInsert('A', 'tag', tag('x')));
      assert.equal(await store.transaction((tx) => tx.namespaceWrite('A', namespace('B'))), false);
      assert.equal(await store.transaction((tx) => tx.namespaceWrite('A', namespace('C', { updatedAt: 9 }))), true);
      assert.equal(await store.namespaceFind('A'), null);
      assert.equal((await store.namespaceFind('C'))?.updatedAt, 9);
      assert.deepEqual(await store.entryFind('C', 'tag', 'x'), tag('x'));
    });

    it('deletes a namespace with what it holds', async () => {
      await insert(namespace('A'));
      await store.transaction((tx) => tx.entryInsert('A', 'tag', tag('x')));
      await store.transaction((tx) => tx.namespaceDelete('A'));
      await insert(namespace('A'));
      assert.equal(await store.entryCount('A', 'tag'), 0);
    });

    it('takes everything back when the work fails', async () => {
      const failure = new Error('no');
      const work = store.transaction(async (tx) => {
        await tx.namespaceInsert(namespace('A'));
        throw failure;
      });
      await assert.rejects(work, failure);
      assert.equal(await store.namespaceFind('A'), null);
    });

    it('keeps the entries of a namespace apart by kind and name', async () => {
      await insert(namespace('A'), namespace('B'));
      await store.transaction(async (tx) => {
        assert.equal(await tx.entryInsert('A', 'tag', tag('x')), true);
        assert.equal(await tx.entryInsert('A', 'tag', tag('x', 2)), false);
        assert.equal(await tx.entryInsert('B', 'tag', tag('x')), true);
        const body = { title: 'X', type: 'integer', minimum: 1, default: { deep: [null, true] } } as const;
        assert.equal(await tx.entryInsert('A', 'property', { name: 'x', body, createdAt: 1, updatedAt: 1 }), true);
      });
      assert.equal(await store.entryCount('A', 'tag'), 1);
      assert.deepEqual((await store.entryFind('A', 'property', 'x'))?.body.default, { deep: [null, true] });
      assert.equal(await store.entryFind('B', 'property', 'x'), null);
      await store.transaction((tx) => tx.entryDeleteAll('A', 'tag'));
      assert.equal(await store.entryCount('A', 'tag'), 0);
      assert.equal(await store.entryCount('A', 'property'), 1);
      assert.equal(await store.entryCount('B', 'tag'), 1);
    });

    it('replaces and renames an entry, but not over another', async () => {
      await insert(namespace('A'));
      await store.transaction(async (tx) => {
        await tx.entryInsert('A', 'tag', tag('x'));
        await tx.entryInsert('A', 'tag', tag('y'));
        assert.equal(await tx.entryWrite('A', 'tag', 'x', tag('y')), false);
        assert.equal(await tx.entryWrite('A', 'tag', 'x', { ...tag('z'), updatedAt: 5 }), true);
        await tx.entryDelete('A', 'tag', 'y');
      });
      assert.equal(await store.entryFind('A', 'tag', 'x'), null);
      assert.deepEqual(await store.entryFind('A', 'tag', 'z'), { ...tag('z'), updatedAt: 5 });
      assert.equal(await store.entryCount('A', 'tag'), 1);
    });

    it('lists pages without a gap or a repetition, in every order, also where times are equal', async () => {
      const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      // Times of creation: 3 2 1 3 2 1 3, so that each occurs more than once.
      const made = names.map((one, i) => namespace(one, { createdAt: 3 - (i % 3), updatedAt: 7 - i }));
      await insert(...made);
      for (const field of ['name', 'created-at', 'updated-at'] as const) {
        for (const direction of ['asc', 'desc'] as const) {
          const seen: Namespace[] = [];
          let more = true;
          while (more) {
            const marker = seen.at(-1)?.name;
            const query = { sort: { field, direction }, limit: 3, ...(marker === undefined ? {} : { marker }) };
            const page = await store.namespaceList(ALL, query);
            assert.equal(page.more, seen.length + page.items.length < names.length);
            seen.push(...page.items);
            more = page.more;
          }
          const key = (one: Namespace): number =>
            ({ name: 0, 'created-at': one.createdAt, 'updated-at': one.updatedAt })[field];
          const ascending = made.toSorted((a, b) => key(a) - key(b) || (a.name < b.name ? -1 : 1));
          const expected = direction === 'asc' ? ascending : ascending.toReversed();
          assert.deepEqual(seen, expected, `${field} ${direction}`);
        }
      }
      assert.deepEqual(await store.namespaceList(ALL, byName(0)), { items: [], more: true });
      assert.deepEqual(await store.namespaceList(ALL, byName(9, { marker: 'nobody' })), { items: [], more: false });
    });

    it('lists for a project what is public or its own, and narrows by visibility', async () => {
      await insert(
        namespace('own', { visibility: 'private' }),
        namespace('foreign', { visibility: 'private', ownerId: 'p2' as ProjectId }),
        namespace('nobody', { visibility: 'private', ownerId: null }),
        namespace('open', { ownerId: 'p2' as ProjectId }),
      );
      const names = async (scope: NamespaceScope, more: Partial<NamespaceQuery> = {}): Promise<string[]> =>
        (await store.namespaceList(scope, byName(9, more))).items.map((one) => one.name);
      assert.deepEqual(await names(ALL), ['foreign', 'nobody', 'open', 'own']);
      assert.deepEqual(await names({ kind: 'project', project: OWNER }), ['open', 'own']);
      assert.deepEqual(await names({ kind: 'project', project: OWNER }, { visibility: 'private' }), ['own']);
      assert.deepEqual(await names({ kind: 'project', project: null }), ['open']);
    });

    it('lists the namespaces of some resource types, and associations by namespace', async () => {
      await insert(namespace('A'), namespace('B'), namespace('C'));
      await store.transaction(async (tx) => {
        for (const [where, what] of [
          ['A', 'Image'],
          ['A', 'Flavor'],
          ['B', 'Volume'],
        ] as const) {
          await tx.entryInsert(where, 'association', { ...tag(what), body: { prefix: 'p_' } });
        }
        // Not an association, so not a hit.
        await tx.entryInsert('C', 'tag', tag('Image'));
      });
      const listed = await store.namespaceList(ALL, byName(9, { resourceTypes: ['Image', 'Flavor', 'none'] }));
      assert.deepEqual(
        listed.items.map((one) => one.name),
        ['A'],
      );
      const associations = await store.associationsOf(['A', 'B', 'C']);
      assert.deepEqual([...associations.keys()].toSorted(), ['A', 'B']);
      assert.deepEqual(
        associations.get('A')?.map((one) => [one.name, one.body.prefix]),
        [
          ['Flavor', 'p_'],
          ['Image', 'p_'],
        ],
      );
      assert.equal((await store.associationsOf([])).size, 0);
    });

    it('remembers resource types and built-in definitions', async () => {
      await store.transaction(async (tx) => {
        await tx.resourceTypeInsert({ name: 'Volume', createdAt: 2 });
        await tx.resourceTypeInsert({ name: 'Image', createdAt: 1 });
        await tx.resourceTypeInsert({ name: 'Image', createdAt: 3 });
        assert.equal(await tx.builtInFind('A'), null);
        await tx.builtInWrite('A', 'one');
        await tx.builtInWrite('A', 'two');
        assert.equal(await tx.builtInFind('A'), 'two');
      });
      assert.deepEqual(await store.resourceTypeList(), [
        { name: 'Image', createdAt: 1 },
        { name: 'Volume', createdAt: 2 },
      ]);
    });
  });
}
