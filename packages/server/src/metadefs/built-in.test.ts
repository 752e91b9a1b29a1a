import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { loadBuiltInDefinitions } from './built-in.ts';
import { createMetadefs } from './create-metadefs.ts';
import type { BuiltInNamespace } from './definitions/built-in-namespace.ts';
import { BUILT_IN_NAMESPACES } from './definitions/index.ts';
import type { MetadefParts } from './entries.ts';
import type { Metadefs } from './metadefs.ts';
import { ADMIN, FOREIGNER } from './testing/callers.ts';
import { temporaryMetadefStore } from './testing/temporary-metadefs.ts';

const FIRST: BuiltInNamespace = {
  name: 'Ours',
  displayName: 'Ours',
  description: 'first',
  associations: { 'OS::Glance::Image': {} },
  properties: { old: { title: 'Old', type: 'string' } },
};
const SECOND: BuiltInNamespace = {
  ...FIRST,
  description: 'second',
  properties: { new: { title: 'New', type: 'string' } },
};

let parts: MetadefParts;
let metadefs: Metadefs;
let now = 0;
let close: () => Promise<void>;

beforeEach(async () => {
  const opened = await temporaryMetadefStore();
  parts = { store: opened.store, clock: { now: () => (now += 1) } };
  metadefs = createMetadefs(parts);
  close = opened.close;
});
afterEach(() => close());

test('the definitions of this release load once, public and protected, and every one is within bounds', async () => {
  const names = BUILT_IN_NAMESPACES.map(({ name }) => name);
  assert.deepEqual(await loadBuiltInDefinitions(parts), { added: names, replaced: [], kept: [] });
  assert.deepEqual(await loadBuiltInDefinitions(parts), { added: [], replaced: [], kept: [] });
  for (const definition of BUILT_IN_NAMESPACES) {
    const { namespace, entries } = await metadefs.namespaceGet(FOREIGNER, definition.name);
    assert.partialDeepStrictEqual(namespace, {
      visibility: 'public',
      protected: true,
      ownerId: null,
      origin: 'built-in',
    });
    assert.deepEqual(
      entries.property.map(({ name }) => name),
      Object.keys(definition.properties).toSorted(),
    );
    for (const { body } of entries.property) {
      if (body.pattern !== undefined) assert.ok(new RegExp(body.pattern, 'u'));
      if (body.enum !== undefined && body.default !== undefined) assert.ok(body.enum.includes(body.default));
    }
    for (const object of entries.object) {
      for (const key of object.body.required) assert.ok(object.body.properties[key], `${object.name}: ${key}`);
    }
    assert.ok(entries.association.length > 0);
  }
});

test('a property key has one meaning: no two built-in namespaces define the same one for a resource type', () => {
  const seen = new Map<string, string>();
  for (const { name, associations, properties } of BUILT_IN_NAMESPACES) {
    for (const [type, { prefix = '', propertiesTarget = '' }] of Object.entries(associations)) {
      for (const key of Object.keys(properties)) {
        const on = `${type} ${propertiesTarget} ${prefix}${key}`;
        assert.equal(seen.get(on), undefined, on);
        seen.set(on, name);
      }
    }
  }
});

test('a newer release replaces what nobody has touched', async () => {
  await loadBuiltInDefinitions(parts, [FIRST]);
  const before = await metadefs.namespaceGet(ADMIN, 'Ours');
  assert.deepEqual(await loadBuiltInDefinitions(parts, [SECOND]), { added: [], replaced: ['Ours'], kept: [] });
  const { namespace, entries } = await metadefs.namespaceGet(ADMIN, 'Ours');
  assert.equal(namespace.description, 'second');
  assert.equal(namespace.createdAt, before.namespace.createdAt);
  assert.deepEqual(
    entries.property.map(({ name }) => name),
    ['new'],
  );
});

test('what an administrator has changed, inside or outside, is his', async () => {
  const changes: ((name: string) => Promise<unknown>)[] = [
    (name) => metadefs.entryCreate(ADMIN, name, 'tag', { name: 'mine', body: {} }),
    (name) => metadefs.namespaceUpdate(ADMIN, name, { name, visibility: 'private' }),
  ];
  for (const [index, change] of changes.entries()) {
    const name = `Ours${index}`;
    await loadBuiltInDefinitions(parts, [{ ...FIRST, name }]);
    await change(name);
    const before = await metadefs.namespaceGet(ADMIN, name);
    assert.deepEqual(await loadBuiltInDefinitions(parts, [{ ...SECOND, name }]), {
      added: [],
      replaced: [],
      kept: [name],
    });
    assert.deepEqual(await metadefs.namespaceGet(ADMIN, name), before);
  }
});

test('a namespace that is there under the name of a new built-in one stays as it is', async () => {
  await metadefs.namespaceCreate(ADMIN, { name: 'Ours' }, {});
  assert.deepEqual(await loadBuiltInDefinitions(parts, [FIRST]), { added: [], replaced: [], kept: ['Ours'] });
  assert.deepEqual((await metadefs.namespaceGet(ADMIN, 'Ours')).entries.property, []);
});

test('what an administrator has deleted does not come back', async () => {
  await loadBuiltInDefinitions(parts, [FIRST]);
  await metadefs.namespaceUpdate(ADMIN, 'Ours', { name: 'Ours', protected: false });
  await metadefs.namespaceDelete(ADMIN, 'Ours');
  assert.deepEqual(await loadBuiltInDefinitions(parts, [SECOND]), { added: [], replaced: [], kept: ['Ours'] });
  await assert.rejects(metadefs.namespaceGet(ADMIN, 'Ours'), /not found/);
});
