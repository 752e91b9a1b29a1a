import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newJobId, newSnapshotId, newVolumeId } from '../kernel/ids.ts';
import { failsWith } from '../images/testing/fails-with.ts';
import { gibFor, SNAPSHOT_ACTIONS, VOLUME_ACTIONS, type VolumeState } from './index.ts';
import { requireSnapshotCan, requireVolumeCan } from './volume-actions.ts';

test('a refusal says what the state is and what it would have to be', () => {
  const id = newVolumeId();
  const state: VolumeState = { status: 'extending', toGib: 2, task: newJobId(), deadline: 0 };
  assert.throws(
    () => requireVolumeCan('delete', { id, state }),
    failsWith('conflict', new RegExp(`Volume ${id} is extending; .* available or error or`)),
  );
  requireVolumeCan('delete', { id, state: { status: 'error', failure: '' } });
  assert.throws(
    () => requireSnapshotCan('create-volume', { id: newSnapshotId(), state: { status: 'error', failure: '' } }),
    failsWith('conflict', /is error; .* available\./),
  );
});

test('no action is legal while a job has the volume, but for what nobody works by', () => {
  for (const [action, legal] of Object.entries(VOLUME_ACTIONS)) {
    if (action === 'update') continue;
    for (const status of ['creating', 'downloading', 'uploading', 'extending', 'deleting']) {
      assert.ok(!legal.some((each) => each === status), `${action} while ${status}`);
    }
  }
  for (const legal of Object.values(SNAPSHOT_ACTIONS)) assert.ok(legal.length > 0);
});

test('a disk is as many GiB as its last byte needs', () => {
  assert.deepEqual([0, 1, 2 ** 30, 2 ** 30 + 1].map(gibFor), [1, 1, 1, 2]);
});
