import { IngotError } from '../../kernel/errors.ts';
import type { JobId, MachineId } from '../../kernel/ids.ts';
import type { MachineContext } from '../machine-context.ts';
import type { MachineState } from '../machine.ts';

/**
 * What a machine is when the state that it is in has not led where it should; null in a state that leads nowhere by itself.
 * Making a snapshot changes nothing about it.
 */
function failedState(state: MachineState, reason: string): MachineState | null {
  switch (state.status) {
    case 'creating':
    case 'starting':
    case 'stopping':
    case 'rebooting':
    case 'restoring':
    case 'deleting':
      return { status: 'error', reason };
    case 'snapshotting':
      return state.resume;
    case 'stopped':
    case 'running':
    case 'publishing':
    case 'error':
      return null;
  }
}

/** Ends what `task` should have done with a machine, if that still waits for it. */
export function failWork(
  { store, clock }: Pick<MachineContext, 'store' | 'clock'>,
  id: MachineId,
  task: JobId,
  reason: string,
): Promise<void> {
  return store.transaction(async (tx) => {
    const machine = await tx.machineFind(id);
    if (!machine || !('task' in machine.state) || machine.state.task !== task) return;
    const { state } = machine;
    const failed = failedState(state, reason);
    if (failed) await tx.machineWrite({ ...machine, state: failed, updatedAt: clock.now() });
    if (state.status !== 'snapshotting') return;
    const snapshot = await tx.snapshotFind(state.snapshotId);
    if (snapshot?.state.status === 'creating')
      await tx.snapshotWrite({ ...snapshot, state: { status: 'error', reason } });
  });
}

export function publicReason(error: unknown): string {
  return error instanceof IngotError ? error.message : 'An internal error occurred; the log of the service has it.';
}
