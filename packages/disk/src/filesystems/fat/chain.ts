import type { ByteSource } from '../../byte-source.ts';
import { MiB } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { contentOfRuns, type Run } from '../content-of-runs.ts';
import type { Volume } from './volume.ts';

/** Neighbouring clusters are read at once, up to this many bytes. */
const LONGEST_RUN = MiB;

/** The bytes of a file that is a chain of clusters. @throws DiskError `malformed` */
export function contentOfChain(volume: Volume, first: number, size: number): ByteSource {
  const { clusters, clusterSize } = volume.geometry;
  if (size > clusters * clusterSize) {
    throw new DiskError('malformed', `A file claims ${size} bytes, more than the FAT file system has.`);
  }
  // Chains are followed from the front only; readers go on where they stopped.
  let reached = { index: 0, cluster: first };

  async function runAt(offset: number): Promise<Run> {
    const wanted = Math.floor(offset / clusterSize);
    let { index, cluster } = reached.index <= wanted ? reached : { index: 0, cluster: first };
    for (; index < wanted; index++) cluster = await following(volume, cluster);
    reached = { index, cluster };
    const start = volume.offsetOf(cluster);
    const into = offset - wanted * clusterSize;
    let length = clusterSize;
    const longest = Math.min(LONGEST_RUN, size - wanted * clusterSize);
    for (; length < longest; length += clusterSize) {
      if ((await volume.next(cluster + length / clusterSize - 1)) !== cluster + length / clusterSize) break;
    }
    return { length: length - into, stored: { source: volume.data, offset: start + into } };
  }

  return contentOfRuns(size, runAt);
}

async function following(volume: Volume, cluster: number): Promise<number> {
  const next = await volume.next(cluster);
  if (next === null) throw new DiskError('malformed', 'A file is longer than its chain of clusters.');
  return next;
}
