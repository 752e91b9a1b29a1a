import type { MachineContext } from '../machine-context.ts';
import type { Machine } from '../machine.ts';
import { failWork } from './failure.ts';

/** Machines handled in one go; between two of them others get their turn at the database. */
const BATCH = 100;

/**
 * Ends what should have passed by itself and has not: the host is gone, or the job is lost. What somebody is working on gets
 * more time.
 */
export async function endOverdue(context: MachineContext): Promise<void> {
  const { store, clock } = context;
  const now = clock.now();
  for (;;) {
    const machines = await store.machinesOverdue(now, BATCH);
    for (const machine of machines) await endMachine(context, machine);
    if (machines.length < BATCH) return;
  }
}

async function endMachine(context: MachineContext, machine: Machine): Promise<void> {
  const { store, clock, settings, log } = context;
  const { id, state } = machine;
  if (!('task' in state)) return;
  const { task } = state;
  if (await isWorkedOn(context, machine, task)) {
    await store.transaction(async (tx) => {
      const current = await tx.machineFind(id);
      if (!current || !('task' in current.state) || current.state.task !== task) return;
      const later = { ...current.state, deadline: clock.now() + settings.workDeadline };
      await tx.machineWrite({ ...current, state: later });
    });
    return;
  }
  log.warn({ machine: id, task }, `a machine was ${state.status} for too long`);
  const reason = 'The host of the machine did not do this in time; see whether it is up, and try again.';
  await failWork(context, id, task, reason);
}

/** Whether the job is running somewhere, or waits for a place on this host, which is alive. */
async function isWorkedOn(
  { jobs, clock, host }: MachineContext,
  machine: Machine,
  task: Parameters<MachineContext['jobs']['jobFind']>[0],
): Promise<boolean> {
  const job = await jobs.jobFind(task);
  if (!job) return false;
  if (job.state.status === 'running') return job.state.leaseUntil > clock.now();
  return job.state.status === 'waiting' && machine.host === host;
}
