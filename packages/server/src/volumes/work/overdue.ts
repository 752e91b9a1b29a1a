import type { JobId } from '../../kernel/ids.ts';
import type { Snapshot } from '../snapshot.ts';
import type { VolumeContext } from '../volume-context.ts';
import type { Volume } from '../volume.ts';
import { failSnapshot, failTask, failVolume } from './failure.ts';

/** Things handled in one go; between two of them others get their turn at the database. */
const BATCH = 100;

/**
 * Ends what should have passed by itself and has not: the host is gone, the job is lost, or a machine never came. What
 * somebody is working on gets more time.
 */
export async function endOverdue(context: VolumeContext): Promise<void> {
  const { store, clock } = context;
  const now = clock.now();
  await inBatches(
    () => store.volumesOverdue(now, BATCH),
    (volume) => endVolume(context, volume),
  );
  await inBatches(
    () => store.snapshotsOverdue(now, BATCH),
    (snapshot) => endSnapshot(context, snapshot),
  );
}

async function inBatches<Item>(
  find: () => Promise<readonly Item[]>,
  end: (item: Item) => Promise<void>,
): Promise<void> {
  for (;;) {
    const items = await find();
    for (const item of items) await end(item);
    if (items.length < BATCH) return;
  }
}

async function endVolume(context: VolumeContext, volume: Volume): Promise<void> {
  const { store, clock, settings, log } = context;
  const { id, host, state } = volume;
  if (!('deadline' in state)) return;
  const { deadline } = state;
  const isStill = (current: Volume['state']): boolean =>
    current.status === state.status && 'deadline' in current && current.deadline === deadline;
  if (!('task' in state)) {
    await failVolume(context, id, isStill, '');
    log.info({ volume: id }, `a volume was ${state.status} for too long`);
    return;
  }
  if (await isWorkedOn(context, state.task, host)) {
    await store.transaction(async (tx) => {
      const current = await tx.volumeFind(id);
      if (!current || !isStill(current.state) || !('task' in current.state)) return;
      const later = { ...current.state, deadline: clock.now() + settings.workDeadline };
      await tx.volumeWrite({ ...current, state: later }, current);
    });
    return;
  }
  log.warn({ volume: id, task: state.task }, `a volume was ${state.status} for too long`);
  const job = await context.jobs.jobFind(state.task);
  if (job) await failTask(context, job, GIVEN_UP);
  else await failVolume(context, id, isStill, GIVEN_UP);
}

async function endSnapshot(context: VolumeContext, snapshot: Snapshot): Promise<void> {
  const { store, clock, settings, log } = context;
  const { id, volumeId, state } = snapshot;
  if (state.status !== 'creating') return;
  const { task } = state;
  const volume = await store.volumeFind(volumeId);
  if (volume && (await isWorkedOn(context, task, volume.host))) {
    await store.transaction(async (tx) => {
      const current = await tx.snapshotFind(id);
      if (current?.state.status !== 'creating' || current.state.task !== task) return;
      const later = { ...current.state, deadline: clock.now() + settings.workDeadline };
      await tx.snapshotWrite({ ...current, state: later }, current);
    });
    return;
  }
  log.warn({ snapshot: id, task }, 'a snapshot was being made for too long');
  await failSnapshot(context, id, task, GIVEN_UP);
}

const GIVEN_UP = 'The host that has the disk did not do this in time; see whether it is up, and try again.';

/** Whether the job is running somewhere, or waits for a place on this host, which is alive. */
async function isWorkedOn({ jobs, clock, host }: VolumeContext, task: JobId, where: string): Promise<boolean> {
  const job = await jobs.jobFind(task);
  if (!job) return false;
  if (job.state.status === 'running') return job.state.leaseUntil > clock.now();
  return job.state.status === 'waiting' && where === host;
}
