import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNewVolume } from './new-volume.ts';

const ID = '3f2f0a6e-7b8d-4a7e-9c55-0d8a5f3a1b2c';

test('what clients send for nothing is nothing', () => {
  const nothing = { imageRef: '', snapshot_id: null, source_volid: null, consistencygroup_id: null, backup_id: null };
  assert.deepEqual(
    parseNewVolume({ ...nothing, size: 2, name: ' root ', description: null, metadata: null, volume_type: null }),
    { source: { kind: 'blank' }, sizeGib: 2, name: 'root', description: null },
  );
});

test('a volume from something', () => {
  assert.deepEqual(parseNewVolume({ size: '10', imageRef: ID, availability_zone: 'nova', metadata: { a: 'b' } }), {
    source: { kind: 'image', imageId: ID },
    sizeGib: 10,
    availabilityZone: 'nova',
    metadata: { a: 'b' },
  });
  assert.deepEqual(parseNewVolume({ snapshot_id: ID }).source, { kind: 'snapshot', snapshotId: ID });
  assert.deepEqual(parseNewVolume({ source_volid: ID }).source, { kind: 'volume', volumeId: ID });
});

test('what cannot be is refused', () => {
  for (const body of [
    { size: '#$%' },
    { size: '' },
    { size: 0 },
    { size: '-1' },
    { size: 1.5 },
    { size: true },
    { size: 1, imageRef: 'debian' },
    { size: 1, imageRef: ID, snapshot_id: ID },
    { size: 1, multiattach: true },
    { size: 1, group_id: ID },
    { size: 1, name: 7 },
    { size: 1, name: 'x'.repeat(256) },
    { size: 1, metadata: { a: 1 } },
    { size: 1, metadata: { '': 'x' } },
  ]) {
    assert.throws(() => parseNewVolume(body), { code: 'invalid' }, JSON.stringify(body));
  }
  assert.throws(() => parseNewVolume({ snapshot_id: 'x' }), { code: 'not-found' });
});
