import type { Volumes } from '../../../volumes/index.ts';
import { knownVolume } from './ids.ts';
import type { MetadataOwner } from './metadata.ts';

/** The metadata of volumes. */
export function volumeMetadata(volumes: Volumes): MetadataOwner {
  return {
    path: '/volumes',
    noun: 'volume',
    get: async (caller, id) => (await volumes.volumeGet(caller, knownVolume(id))).metadata,
    change: async (caller, id, revise) => {
      const changed = await volumes.volumeUpdate(caller, knownVolume(id), ({ metadata }) => ({
        metadata: revise(metadata),
      }));
      return changed.metadata;
    },
  };
}
