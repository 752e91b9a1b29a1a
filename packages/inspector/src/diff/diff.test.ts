import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Package, Packages } from '../report/findings.ts';
import { diffPackages } from './package-diff.ts';
import { diffParts } from './part-diff.ts';

/** Packages written `name version [architecture]`. */
function packages(...lines: readonly string[]): Packages {
  const installed = lines.map((line): Package => {
    const [name = '', version = '', architecture = 'amd64'] = line.split(' ');
    return { name, version, architecture };
  });
  return { manager: 'dpkg', installed, incomplete: [{ name: 'gone', version: '1', architecture: null, state: 'x' }] };
}

suite('packages of two images', () => {
  test('an upgrade, an addition and a removal', () => {
    const before = packages('libc6 2.36', 'openssl 3.0.1', 'openssl 3.0.1 i386', 'zlib 1.2', 'nano 7');
    const after = packages('vim 9', 'zlib 1.3', 'openssl 3.0.2', 'libc6 2.36', 'openssl 3.0.1 i386');
    assert.deepEqual(diffPackages(before, after), {
      added: [{ name: 'vim', version: '9', architecture: 'amd64' }],
      removed: [{ name: 'nano', version: '7', architecture: 'amd64' }],
      changed: [
        { name: 'openssl', architecture: 'amd64', before: '3.0.1', after: '3.0.2' },
        { name: 'zlib', architecture: 'amd64', before: '1.2', after: '1.3' },
      ],
    });
    assert.deepEqual(diffPackages(before, before), { added: [], removed: [], changed: [] });
  });

  test('of several versions side by side only those that came and went', () => {
    const { added, removed, changed } = diffPackages(
      packages('kernel 5', 'kernel 6'),
      packages('kernel 6', 'kernel 7'),
    );
    assert.deepEqual([added, removed, changed], [packages('kernel 7').installed, packages('kernel 5').installed, []]);
  });
});

suite('bytes of two images', () => {
  const content = { kind: 'empty' } as const;
  const part = { type: null, label: null, flags: [], content };

  test('are counted in the partitions that they lie in', async () => {
    const parts = [
      { ...part, kind: 'partition' as const, name: 'p1', offset: 100, size: 100 },
      { ...part, kind: 'partition' as const, name: 'p2', offset: 200, size: 100 },
      { ...part, kind: 'partition' as const, name: 'p3', offset: 400, size: 100 },
      { ...part, kind: 'logical-volume' as const, name: 'vg/root', offset: null, size: 50 },
    ];
    const ranges = [
      { offset: 0, length: 10 },
      { offset: 150, length: 70 },
      { offset: 290, length: 20 },
    ];
    assert.deepEqual(await diffParts(ranges, parts), [
      { part: 'p1', changed: 50 },
      { part: 'p2', changed: 30 },
      { part: null, changed: 20 },
    ]);
    assert.deepEqual(await diffParts([], parts), []);
  });

  test('a disk without partitions is one part', async () => {
    const parts = [{ ...part, kind: 'whole-disk' as const, name: 'disk', offset: null, size: 1000 }];
    assert.deepEqual(await diffParts([{ offset: 900, length: 100 }], parts), [{ part: 'disk', changed: 100 }]);
  });
});
