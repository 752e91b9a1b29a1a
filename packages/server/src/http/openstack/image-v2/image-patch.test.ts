import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { hasCode, type ErrorCode } from '../../../kernel/errors.ts';
import { newImageId, newProjectId } from '../../../kernel/ids.ts';
import type { Image } from '../../../images/index.ts';
import { applyPatch, parsePatch, PATCH_TYPES, type PatchType } from './image-patch.ts';

const [OLDER, NEWER] = PATCH_TYPES;

function image(properties: Record<string, string> = {}): Image {
  return {
    id: newImageId(),
    ownerId: newProjectId(),
    name: 'one',
    visibility: 'shared',
    protected: false,
    hidden: false,
    diskFormat: 'raw',
    containerFormat: 'bare',
    minDisk: 0,
    minRam: 0,
    tags: ['old'],
    properties,
    createdAt: 0,
    updatedAt: 0,
    state: { status: 'queued', failure: null },
  };
}

function patch(type: PatchType, body: readonly unknown[], before = image()) {
  return applyPatch(before, parsePatch(type, body));
}

const code = (expected: ErrorCode) => (error: unknown) => hasCode(error, expected);

test('the newer media type adds, replaces and removes', () => {
  const before = image({ hw_disk_bus: 'ide', architecture: 'x86_64' });
  const revision = patch(
    NEWER,
    [
      { op: 'replace', path: '/name', value: 'two' },
      { op: 'add', path: '/tags', value: ['a', 'b', 'a'] },
      { op: 'add', path: '/os_hidden', value: true },
      { op: 'add', path: '/hw_disk_bus', value: 'virtio' },
      { op: 'remove', path: '/architecture' },
    ],
    before,
  );
  assert.deepEqual(revision, { name: 'two', tags: ['a', 'b'], hidden: true, properties: { hw_disk_bus: 'virtio' } });
});

test('the older media type has the operation as a key, and adds only what is not there', () => {
  const before = image({ kept: 'yes' });
  assert.deepEqual(patch(OLDER, [{ replace: '/name', value: 'two' }], before), { name: 'two' });
  assert.deepEqual(patch(OLDER, [{ add: '/new', value: '1' }, { remove: '/kept' }], before), {
    properties: { new: '1' },
  });
  assert.throws(() => patch(OLDER, [{ add: '/kept', value: 'no' }], before), code('conflict'));
  assert.throws(() => patch(OLDER, [{ add: '/name', value: 'two' }], before), code('conflict'));
});

test('an operation sees what those before it have done', () => {
  assert.deepEqual(
    patch(NEWER, [
      { op: 'add', path: '/a', value: '1' },
      { op: 'replace', path: '/a', value: '2' },
    ]),
    { properties: { a: '2' } },
  );
  assert.throws(
    () =>
      patch(NEWER, [
        { op: 'add', path: '/a', value: '1' },
        { op: 'remove', path: '/a' },
        { op: 'remove', path: '/a' },
      ]),
    code('conflict'),
  );
});

test('an attribute that is not touched is not part of the revision', () => {
  assert.deepEqual(patch(NEWER, []), {});
  assert.deepEqual(patch(NEWER, [{ op: 'replace', path: '/min_disk', value: 4 }]), { minDisk: 4 });
});

const REFUSED: readonly [ErrorCode, PatchType, unknown][] = [
  ['invalid', NEWER, 'text'],
  ['invalid', NEWER, { path: '/name', value: 'x' }],
  ['invalid', NEWER, { op: 'test', path: '/name', value: 'x' }],
  ['invalid', NEWER, { op: 'replace', path: '/name' }],
  ['invalid', NEWER, { op: 'replace', path: 'name', value: 'x' }],
  ['invalid', NEWER, { op: 'replace', path: '/', value: 'x' }],
  ['invalid', NEWER, { op: 'replace', path: '/tags/0', value: 'x' }],
  ['invalid', NEWER, { op: 'replace', path: '/name/', value: 'x' }],
  ['invalid', NEWER, { op: 'add', path: '/a~2b', value: 'x' }],
  ['invalid', NEWER, { op: 'add', path: '/a~', value: 'x' }],
  ['invalid', NEWER, { op: 'replace', value: 'x' }],
  ['invalid', NEWER, { op: 'add', path: '/count', value: 1 }],
  ['invalid', NEWER, { op: 'add', path: '/nothing', value: null }],
  ['invalid', NEWER, { op: 'add', path: '/protected', value: 'True' }],
  ['invalid', NEWER, { op: 'add', path: '/visibility', value: 'secret' }],
  ['invalid', NEWER, { op: 'add', path: '/tags', value: 'one' }],
  ['invalid', NEWER, { op: 'add', path: '/kernel_id', value: 'vmlinuz' }],
  ['invalid', OLDER, { add: '/a', remove: '/a', value: 'x' }],
  ['invalid', OLDER, { value: 'x' }],
  ['invalid', OLDER, { op: 'add', path: '/a', value: 'x' }],
  ['forbidden', NEWER, { op: 'remove', path: '/name' }],
  ['forbidden', NEWER, { op: 'replace', path: '/checksum', value: 'x' }],
  ['forbidden', NEWER, { op: 'replace', path: '/id', value: 'x' }],
  ['forbidden', NEWER, { op: 'add', path: '/os_glance_failed_import', value: 'x' }],
  ['forbidden', NEWER, { op: 'add', path: '/location', value: 'x' }],
  ['forbidden', NEWER, { op: 'add', path: '/locations/-', value: { url: 'file:///etc/passwd' } }],
  ['forbidden', NEWER, { op: 'replace', path: '/locations', value: [] }],
  ['conflict', NEWER, { op: 'replace', path: '/missing', value: 'x' }],
  ['conflict', NEWER, { op: 'remove', path: '/missing' }],
];

for (const [expected, type, operation] of REFUSED) {
  test(`refused as ${expected}: ${JSON.stringify(operation)}`, () => {
    assert.throws(() => patch(type, [operation]), code(expected));
  });
}

test('a reference to a kernel may be taken away with null', () => {
  const before = image({ kernel_id: newImageId() });
  assert.deepEqual(patch(NEWER, [{ op: 'replace', path: '/kernel_id', value: null }], before), { properties: {} });
});

/** Names that no attribute has, with characters that a pointer escapes and some that objects inherit. */
const propertyName = fc
  .oneof(
    fc.constantFrom('__proto__', 'constructor', 'mcs:lic:mswinsrv', 'properties', 'a~1b', '~01', 'a/b'),
    fc.string({ minLength: 1, maxLength: 12 }).map((text) => `p${text.trim()}`),
  )
  .filter((name) => name === name.trim());
const properties = fc.dictionary(propertyName, fc.string({ maxLength: 8 }), { maxKeys: 6, noNullPrototype: true });
const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
const after = (revision: ReturnType<typeof applyPatch>): Record<string, string> => ({ ...revision.properties });

test('law: whatever the name of a property, add puts it there byte for byte and leaves the others', () => {
  fc.assert(
    fc.property(properties, propertyName, fc.string(), (before, name, value) => {
      const result = patch(NEWER, [{ op: 'add', path: pointer(name), value }], image(before));
      const expected = new Map(Object.entries(before)).set(name, value);
      assert.deepEqual(new Map(Object.entries(result.properties ?? {})), expected);
    }),
  );
});

test('law: add and then remove gives what there was without the name', () => {
  fc.assert(
    fc.property(properties, propertyName, (before, name) => {
      const operations = [
        { op: 'add', path: pointer(name), value: 'x' },
        { op: 'remove', path: pointer(name) },
      ];
      const expected = new Map(Object.entries(before));
      expected.delete(name);
      assert.deepEqual(new Map(Object.entries(after(patch(NEWER, operations, image(before))))), expected);
    }),
  );
});

test('law: replace does what add does when the name is there, and refuses when it is not', () => {
  fc.assert(
    fc.property(properties, propertyName, fc.string(), (before, name, value) => {
      const run = (op: string) => patch(NEWER, [{ op, path: pointer(name), value }], image(before));
      if (Object.hasOwn(before, name)) assert.deepEqual(run('replace'), run('add'));
      else assert.throws(() => run('replace'), code('conflict'));
    }),
  );
});

test('law: the image that a patch starts from stays as it is', () => {
  fc.assert(
    fc.property(properties, propertyName, (before, name) => {
      const start = image(before);
      const copy = structuredClone(start);
      patch(
        NEWER,
        [
          { op: 'add', path: pointer(name), value: 'x' },
          { op: 'replace', path: '/tags', value: [] },
        ],
        start,
      );
      assert.deepEqual(start, copy);
    }),
  );
});
