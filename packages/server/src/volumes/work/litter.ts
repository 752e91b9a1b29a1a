import type { VolumeContext } from '../volume-context.ts';

/** Volumes that are gone are remembered so long, in milliseconds: a disk of one that comes back later is a mystery. */
const MEMORY = 90 * 24 * 3_600_000;
const BATCH = 1000;

/**
 * Removes disks of this host whose volumes are gone: a worker that was taken for dead can make one after it was removed.
 * A disk that is of no volume that was ever known is left alone, since the database may be the one that is wrong.
 */
export async function removeLitter(
  { store, disks, host, clock, log }: VolumeContext,
  signal: AbortSignal,
): Promise<void> {
  let unknown = 0;
  for await (const id of disks.list()) {
    signal.throwIfAborted();
    if (await store.volumeFind(id)) continue;
    if ((await store.deletedAt(id, host)) === null) {
      unknown++;
      continue;
    }
    await disks.remove(id);
    log.info({ volume: id }, 'removed what was left of a volume');
  }
  if (unknown > 0) log.warn({ disks: unknown }, 'there are disks of volumes that nobody knows');
  while ((await store.deletedForget(clock.now() - MEMORY, BATCH)) === BATCH) signal.throwIfAborted();
}
