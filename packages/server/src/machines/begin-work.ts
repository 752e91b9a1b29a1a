import { newJobId, type JobId, type MachineId, type UserId } from '../kernel/ids.ts';
import type { MachineContext } from './machine-context.ts';
import { machineJob } from './machine-job.ts';
import type { MachineTransaction } from './machine-store.ts';
import type { Machine, MachineState, MachineWork } from './machine.ts';

/**
 * Brings a machine into a state that a job leads out of, and enqueues the job; whoever commits it wakes the jobs then.
 *
 * @param asker who wants it.
 */
export async function beginWork(
  { clock, settings }: Pick<MachineContext, 'clock' | 'settings'>,
  tx: MachineTransaction,
  { machine, asker }: { readonly machine: Machine; readonly asker: UserId },
  state: (work: MachineWork) => MachineState,
): Promise<Machine> {
  const now = clock.now();
  const task = newJobId();
  const begun = { ...machine, state: state({ task, deadline: now + settings.workDeadline }), updatedAt: now };
  await tx.machineWrite(begun);
  await tx.jobEnqueue(machineJob(task, begun, { host: machine.host, asker, now }));
  return begun;
}

/** Ends what `task` has to do with a machine. @returns null when the machine waits for it no more. */
export async function endWork(
  { store, clock }: Pick<MachineContext, 'store' | 'clock'>,
  id: MachineId,
  task: JobId,
  state: (machine: Machine) => MachineState,
): Promise<Machine | null> {
  return store.transaction(async (tx) => {
    const machine = await tx.machineFind(id);
    if (!machine || !('task' in machine.state) || machine.state.task !== task) return null;
    const ended = { ...machine, state: state(machine), updatedAt: clock.now() };
    await tx.machineWrite(ended);
    return ended;
  });
}
