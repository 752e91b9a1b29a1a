import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSnapshotListQuery } from './snapshot-list-query.ts';
import { parseVolumeListQuery } from './volume-list-query.ts';

const ID = '3f2f0a6e-7b8d-4a7e-9c55-0d8a5f3a1b2c';

function volumes(query: string) {
  return parseVolumeListQuery(new URLSearchParams(query));
}

test('filters, order and page of a list of volumes', () => {
  assert.deepEqual(volumes(''), { sort: [], limit: 1000 });
  const query = `name=a&status=in-use&bootable=True&marker=${ID}&offset=2&limit=5000&all_tenants=1&project_id=p1`;
  assert.deepEqual(volumes(`${query}&metadata={'k': 'v'}&sort=display_name:asc,created_at`), {
    allProjects: true,
    owner: 'p1',
    name: 'a',
    metadata: { k: 'v' },
    offset: 2,
    sort: [
      { field: 'name', direction: 'asc' },
      { field: 'created-at', direction: 'desc' },
    ],
    limit: 1000,
    bootable: true,
    marker: ID,
    statuses: ['in-use'],
  });
  assert.deepEqual(volumes('sort_key=id,size&sort_dir=asc')?.sort, [
    { field: 'id', direction: 'asc' },
    { field: 'size', direction: 'asc' },
  ]);
  assert.deepEqual(volumes('sort_dir=asc')?.sort, [{ field: 'created-at', direction: 'asc' }]);
});

test('words are looked for, and ids', () => {
  assert.deepEqual(volumes('text=Deb 13')?.words, ['deb', '13']);
  const wanted = { sort: [], limit: 1000, words: [], ids: [ID] };
  assert.deepEqual(volumes(`text= ${ID} `), wanted);
  assert.deepEqual(parseSnapshotListQuery(new URLSearchParams(`text=${ID}`)), wanted);
  assert.deepEqual(parseSnapshotListQuery(new URLSearchParams('text=a'))?.words, ['a']);
});

test('what no volume can be is no question', () => {
  for (const query of ['status=null', 'availability_zone=mars', 'volume_type=fast', 'id=x', 'project_id=a/b']) {
    assert.equal(volumes(query), null, query);
  }
  assert.notEqual(volumes('availability_zone=nova&volume_type=__DEFAULT__'), null);
});

test('what cannot be read is refused', () => {
  for (const [query, message] of [
    ['limit=invalid', /limit is "invalid"/],
    ['limit=-1', /limit is "-1"/],
    ['offset=x', /offset/],
    ['bootable=perhaps', /true or false/],
    ['sort=color', /Invalid sort key: color/],
    ['sort=id:up', /Invalid sort direction: up/],
    ['sort=id&sort_key=id', /together/],
    ['name~=a', /has no parameter name~/],
    ['marker=x', /could not be found/],
  ] as const) {
    assert.throws(() => volumes(query), message, query);
  }
});

test('snapshots are listed by their volume too', () => {
  assert.deepEqual(parseSnapshotListQuery(new URLSearchParams(`volume_id=${ID}&status=error`)), {
    sort: [],
    limit: 1000,
    statuses: ['error'],
    volumeId: ID,
  });
  assert.equal(parseSnapshotListQuery(new URLSearchParams('volume_id=x')), null);
  assert.equal(parseSnapshotListQuery(new URLSearchParams('status=in-use')), null);
});
