import * as fc from 'fast-check';
import type { TreeRoot } from '@ingot/chunk-store';
import {
  newImageId,
  newJobId,
  newSnapshotId,
  newVolumeId,
  parseProjectId,
  parseUserId,
  type ProjectId,
} from '../../kernel/ids.ts';
import type { Snapshot, SnapshotState } from '../snapshot.ts';
import type { Volume, VolumeSource, VolumeState } from '../volume.ts';

/** Random volumes and snapshots from few values, so that ties, nulls and hits are common. */

export const PROJECTS: readonly ProjectId[] = ['p1', 'p2'].map((name) => given(parseProjectId(name)));

export function given<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('this test needs a value');
  return value;
}

const nullable = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(values, { freq: 3 });
const made = <Value>(make: () => Value): fc.Arbitrary<Value> => fc.constant(null).map(make);
const times = fc.integer({ min: 0, max: 5 });
const sizes = fc.integer({ min: 1, max: 3 });
const failure = fc.constant('The disk is broken.');
const names = fc.constantFrom('', 'a', 'B', 'Ж', '\u{1f600}');
const metadata = fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2'));
const trees = fc.record({
  root: fc.constantFrom('a', 'b').map((mark) => mark.repeat(64) as TreeRoot),
  size: fc.integer({ min: 0, max: 9 }),
});
const attachment = fc.record({
  id: fc.uuid(),
  machineId: nullable(fc.uuid()),
  hostName: nullable(fc.constant('node-1')),
  device: fc.constant('/dev/vdb'),
  mode: fc.constantFrom('rw' as const, 'ro' as const),
  attachedAt: times,
});
const work = { task: made(newJobId), deadline: times };

const states: fc.Arbitrary<VolumeState> = fc.oneof(
  fc.record({ status: fc.constantFrom('creating' as const, 'downloading' as const), ...work }),
  fc.record({ status: fc.constantFrom('available' as const, 'maintenance' as const) }),
  fc.record({ status: fc.constant('attaching' as const), deadline: times }),
  fc.record({ status: fc.constant('in-use' as const), attachment }),
  fc.record({ status: fc.constant('detaching' as const), attachment, deadline: times }),
  fc.record({ status: fc.constant('uploading' as const), imageId: made(newImageId), ...work }),
  fc.record({ status: fc.constant('extending' as const), toGib: sizes, ...work }),
  fc.record({ status: fc.constant('deleting' as const), ...work }),
  fc.record({
    status: fc.constantFrom('error' as const, 'error_extending' as const, 'error_deleting' as const),
    failure,
  }),
);

const sources: fc.Arbitrary<VolumeSource> = fc.oneof(
  fc.record({ kind: fc.constant('blank' as const) }),
  fc.record({ kind: fc.constant('image' as const), imageId: made(newImageId) }),
  fc.record({ kind: fc.constant('snapshot' as const), snapshotId: made(newSnapshotId) }),
  fc.record({ kind: fc.constant('volume' as const), volumeId: made(newVolumeId) }),
);

const described = {
  ownerId: fc.constantFrom(...PROJECTS),
  userId: fc.constant(given(parseUserId('somebody'))),
  name: nullable(names),
  description: nullable(names),
  sizeGib: sizes,
  bootable: fc.boolean(),
  metadata,
  imageMetadata: metadata,
  createdAt: times,
  updatedAt: times,
};

export const volumes: fc.Arbitrary<Volume> = plain(
  fc.record({
    id: made(newVolumeId),
    ...described,
    readOnly: fc.boolean(),
    source: sources,
    base: nullable(trees),
    host: fc.constantFrom('first', 'second'),
    state: states,
  }),
);

const snapshotStates: fc.Arbitrary<SnapshotState> = fc.oneof(
  fc.record({ status: fc.constant('creating' as const), ...work }),
  fc.record({ status: fc.constant('available' as const), tree: trees }),
  fc.record({ status: fc.constant('error' as const), failure }),
);

/** @param of the volume that it was taken from */
export function snapshots(of: Volume): fc.Arbitrary<Snapshot> {
  return plain(
    fc.record({ id: made(newSnapshotId), ...described, volumeId: fc.constant(of.id), state: snapshotStates }),
  );
}

/** As objects are that come from anywhere else: with a prototype. */
function plain<Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return values.map((value) => structuredClone(value));
}
