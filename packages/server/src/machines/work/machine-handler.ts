import type { Job, JobHandler, JobRun } from '../../jobs/index.ts';
import type { MachineContext } from '../machine-context.ts';
import { taskOf } from '../machine-job.ts';
import type { Machine } from '../machine.ts';
import { createMachine } from './create.saga.ts';
import { deleteMachine } from './delete.saga.ts';
import { failWork, publicReason } from './failure.ts';
import { rebootGuest } from './reboot.saga.ts';
import { restoreDisks } from './restore.saga.ts';
import { takeSnapshot } from './snapshot.saga.ts';
import { startGuest } from './start.saga.ts';
import { stopGuest } from './stop.saga.ts';
import { NotAwaited } from './waiting.ts';

/**
 * Runs the work on machines of this host. Each saga owns its machine as long as that is in the state that names the job; run
 * again after an interruption it goes on, and run again after its end it changes nothing.
 */
export function machineHandler(context: MachineContext): JobHandler {
  const { store, log } = context;
  return {
    maxAttempts: 5,
    run: async (job, run) => {
      const { machineId } = taskOf(job);
      try {
        const machine = await store.machineFind(machineId);
        if (!machine) throw new NotAwaited(`machine ${machineId} is gone`);
        await runTask(context, machine, job, run);
        return '';
      } catch (error) {
        if (run.signal.aborted) throw error;
        if (error instanceof NotAwaited) return 'Nothing waited for this any more.';
        log.warn({ job: job.id, machine: machineId, err: error }, 'work on a machine failed');
        await failWork(context, machineId, job.id, publicReason(error));
        throw error;
      }
    },
    gaveUp: (job, reason) => failWork(context, taskOf(job).machineId, job.id, reason),
  };
}

function runTask(context: MachineContext, machine: Machine, { id: task, about }: Job, run: JobRun): Promise<void> {
  const { state } = machine;
  if (!('task' in state) || state.task !== task) throw new NotAwaited(`machine ${machine.id} waits for another job`);
  switch (state.status) {
    case 'creating':
      return createMachine(context, machine, state, run);
    case 'starting':
      return startGuest(context, machine, task);
    case 'stopping':
      return stopGuest(context, machine, state, run);
    case 'rebooting':
      return rebootGuest(context, machine, state, run);
    case 'snapshotting':
      return takeSnapshot(context, machine, state, run);
    case 'restoring':
      return restoreDisks(context, machine, state, run);
    case 'deleting':
      return deleteMachine(context, machine, { ...state, asker: about?.userId ?? null }, run);
  }
}
