import type { Volumes } from '../../../volumes/index.ts';
import { knownSnapshot } from './ids.ts';
import type { MetadataOwner } from './metadata.ts';

/** The metadata of snapshots. */
export function snapshotMetadata(volumes: Volumes): MetadataOwner {
  return {
    path: '/snapshots',
    noun: 'snapshot',
    get: async (caller, id) => (await volumes.snapshotGet(caller, knownSnapshot(id))).metadata,
    change: async (caller, id, revise) => {
      const changed = await volumes.snapshotUpdate(caller, knownSnapshot(id), ({ metadata }) => ({
        metadata: revise(metadata),
      }));
      return changed.metadata;
    },
  };
}
