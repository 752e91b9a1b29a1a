import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { hasCode } from '../../../kernel/errors.ts';
import type { ImageQuery } from '../../../images/index.ts';
import { parseImageListQuery } from './image-list-query.ts';
import { splitList } from './query-values.ts';

const NEWEST_FIRST = [{ field: 'created-at', direction: 'desc' }];
const DEFAULTS = { hidden: false, limit: 25, sort: NEWEST_FIRST };
const ID = '11111111-2222-4333-8444-555555555555';

function parse(query: string): ImageQuery {
  return parseImageListQuery(new URLSearchParams(query));
}

const ACCEPTED: readonly [string, Partial<Record<keyof ImageQuery, unknown>>][] = [
  ['', {}],
  ['limit=3', { limit: 3 }],
  ['limit=0', { limit: 0 }],
  ['limit=99999', { limit: 1000 }],
  ['limit=99999999999999999999999', { limit: 1000 }],
  [`marker=${ID.toUpperCase()}`, { marker: ID }],
  ['name=web', { names: ['web'] }],
  ['name=', { names: [''] }],
  ['name=eq:web', { names: ['web'] }],
  ['name=ubuntu:24.04', { names: ['ubuntu:24.04'] }],
  ['name=in:a,"b,c","d\\"e",', { names: ['a', 'b,c', 'd"e', ''] }],
  [`id=in:${ID},x`, { ids: [ID, 'x'] }],
  ['status=active', { statuses: ['active'] }],
  ['status=in:active,queued,killed', { statuses: ['queued', 'active'] }],
  ['status=killed', { ids: [] }],
  ['status=nonsense&name=web', { ids: [] }],
  ['disk_format=in:raw,qcow2', { diskFormats: ['raw', 'qcow2'] }],
  ['container_format=bare', { containerFormats: ['bare'] }],
  ['visibility=all', { visibility: 'all' }],
  ['visibility=shared&member_status=pending', { visibility: 'shared', memberStatus: 'pending' }],
  ['owner=0123456789abcdef0123456789abcdef', { owner: '0123456789abcdef0123456789abcdef' }],
  ['owner=not%20an%20id', { ids: [] }],
  ['protected=True', { protected: true }],
  ['os_hidden=True', { hidden: true }],
  ['os_hidden=false', {}],
  ['tag=foo&tag=bar', { tags: ['foo', 'bar'] }],
  ['checksum=abc', { md5: 'abc' }],
  ['os_hash_value=def', { sha512: 'def' }],
  ['os_hash_algo=sha512', { hashed: true }],
  ['os_hash_algo=md5', { ids: [] }],
  [
    'size_min=1&size_max=9',
    {
      ranges: [
        { field: 'size', from: 1 },
        { field: 'size', to: 9 },
      ],
    },
  ],
  ['size=1024', { ranges: [{ field: 'size', from: 1024, to: 1024 }] }],
  ['size=big', { ids: [] }],
  ['min_ram_min=512', { ranges: [{ field: 'min-ram', from: 512 }] }],
  ['min_disk_max=10', { ranges: [{ field: 'min-disk', to: 10 }] }],
  ['virtual_size=7', { ranges: [{ field: 'virtual-size', from: 7, to: 7 }] }],
  ['mcs_os_distro=debian&hw_max=2', { properties: { mcs_os_distro: 'debian', hw_max: '2' } }],
  ['mcs:lic:mswinsrv=true', { properties: { 'mcs:lic:mswinsrv': 'true' } }],
  [
    'created_at=gte:2026-01-02T03:04:05Z',
    { times: [{ field: 'created-at', operator: 'gte', time: Date.UTC(2026, 0, 2, 3, 4, 5) }] },
  ],
  [
    'updated_at=2026-01-02T03:04:05%2B03:00',
    { times: [{ field: 'updated-at', operator: 'eq', time: Date.UTC(2026, 0, 2, 0, 4, 5) }] },
  ],
  ['created_at=lt:2026-01-02', { times: [{ field: 'created-at', operator: 'lt', time: Date.UTC(2026, 0, 2) }] }],
  [
    'sort=name:asc,size',
    {
      sort: [
        { field: 'name', direction: 'asc' },
        { field: 'size', direction: 'desc' },
      ],
    },
  ],
  [
    'sort_key=name&sort_key=id&sort_dir=asc',
    {
      sort: [
        { field: 'name', direction: 'asc' },
        { field: 'id', direction: 'asc' },
      ],
    },
  ],
  [
    'sort_key=name&sort_key=id&sort_dir=asc&sort_dir=desc',
    {
      sort: [
        { field: 'name', direction: 'asc' },
        { field: 'id', direction: 'desc' },
      ],
    },
  ],
  ['sort_dir=asc', { sort: [{ field: 'created-at', direction: 'asc' }] }],
];

for (const [query, expected] of ACCEPTED) {
  test(`accepted: ${query}`, () => {
    assert.deepEqual(parse(query), { ...DEFAULTS, ...expected });
  });
}

const REFUSED = [
  'limit=-1',
  'limit=ten',
  'limit=',
  'marker=',
  'marker=debian',
  'name=gt:a',
  'status=neq:active',
  'name=in:"a',
  'name=in:a"b"',
  'name=in:"a"b',
  'visibility=secret',
  'member_status=maybe',
  'protected=yes',
  'os_hidden=1',
  'changes-since=2026-01-01T00:00:00Z',
  'created_at=yesterday',
  'created_at=about:2026-01-01',
  'created_at=2026-13-01',
  'created_at=2026-02-30',
  'updated_at=gt:2026-01-01T25:00:00Z',
  'size_min=big',
  'status=nonsense&size_min=big',
  'sort=name:up',
  'sort=owner',
  'sort=',
  'sort=name&sort_key=size',
  'sort_key=virtual_size',
  'sort_key=name&sort_key=size&sort_key=id&sort_dir=asc&sort_dir=desc',
];

for (const query of REFUSED) {
  test(`refused: ${query}`, () => {
    assert.throws(
      () => parse(query),
      (error) => hasCode(error, 'invalid'),
    );
  });
}

test('takes fifty filters and no more', () => {
  const filters = (count: number): string => Array.from({ length: count }, (_, index) => `p${index}=`).join('&');
  assert.equal(Object.keys(parse(`${filters(50)}&limit=1&sort=name`).properties ?? {}).length, 50);
  assert.throws(
    () => parse(filters(51)),
    (error) => hasCode(error, 'invalid'),
  );
});

test('law: a list is read back whatever its entries hold', () => {
  const quoted = (entry: string): string => `"${entry.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  fc.assert(
    fc.property(
      fc.array(
        fc.string().filter((entry) => !entry.includes('\n')),
        { minLength: 1, maxLength: 6 },
      ),
      (entries) => {
        assert.deepEqual(splitList(entries.map(quoted).join(',')), entries);
      },
    ),
  );
});
