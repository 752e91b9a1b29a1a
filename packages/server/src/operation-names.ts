import type { JobTopic } from './jobs/index.ts';
import {
  parseImageId,
  parseMachineId,
  parseSnapshotId,
  parseVolumeId,
  type ImageId,
  type MachineId,
  type SnapshotId,
  type VolumeId,
} from './kernel/ids.ts';

interface Named {
  readonly name: string | null;
}

/** Where the names of things are. */
export interface NameSources {
  readonly imageFind: (id: ImageId) => Promise<Named | null>;
  readonly volumeFind: (id: VolumeId) => Promise<Named | null>;
  readonly snapshotFind: (id: SnapshotId) => Promise<Named | null>;
  readonly machineFind: (id: MachineId) => Promise<Named | null>;
}

/** What things are called that work is done to; null where one has no name, or is gone. */
export function nameOfSubject(sources: NameSources): (topic: JobTopic, id: string) => Promise<string | null> {
  const find: Readonly<Record<JobTopic, (id: string) => Promise<Named | null> | null>> = {
    image: (id) => given(parseImageId(id), sources.imageFind),
    volume: (id) => given(parseVolumeId(id), sources.volumeFind),
    snapshot: (id) => given(parseSnapshotId(id), sources.snapshotFind),
    machine: (id) => given(parseMachineId(id), sources.machineFind),
    store: () => null,
  };
  return async (topic, id) => (await find[topic](id))?.name ?? null;
}

function given<Id>(id: Id | null, find: (id: Id) => Promise<Named | null>): Promise<Named | null> | null {
  return id === null ? null : find(id);
}
