import type { MachineId } from '../../kernel/ids.ts';
import type { MachineEnd } from '../hypervisor.ts';
import type { MachineContext } from '../machine-context.ts';
import type { MachineState } from '../machine.ts';

/** Machines that are read at a time. */
const BATCH = 100;

/** What a machine is once its guest has ended; null where somebody else sees to it. */
function stateAfter(state: MachineState, end: MachineEnd): MachineState | null {
  switch (state.status) {
    case 'running':
    case 'rebooting':
      return end.kind === 'off' ? { status: 'stopped' } : { status: 'error', reason: end.lastWords };
    case 'snapshotting':
    case 'publishing':
      return { ...state, resume: { status: 'stopped' } };
    case 'creating':
    case 'starting':
    case 'stopped':
    case 'stopping':
    case 'restoring':
    case 'deleting':
    case 'error':
      return null;
  }
}

/** Writes down that a guest has ended. */
export async function guestEnded(
  { store, clock, log }: Pick<MachineContext, 'store' | 'clock' | 'log'>,
  id: MachineId,
  end: MachineEnd,
): Promise<void> {
  if (end.kind === 'died') log.warn({ machine: id, lastWords: end.lastWords }, 'a guest died');
  await store.transaction(async (tx) => {
    const machine = await tx.machineFind(id);
    const state = machine && stateAfter(machine.state, end);
    if (machine && state) await tx.machineWrite({ ...machine, state, updatedAt: clock.now() });
  });
}

/** Takes up the guests of an earlier life of this process, and writes down which have ended meanwhile. */
export async function takeUpGuests(context: MachineContext): Promise<void> {
  const { store, host, hypervisor, log } = context;
  let last: MachineId | null = null;
  for (;;) {
    const machines = await store.machinesOn(host, last, BATCH);
    for (const { id, state } of machines) {
      last = id;
      if (!isUp(state)) continue;
      try {
        if (await hypervisor.isRunning(id)) continue;
        await guestEnded(context, id, await hypervisor.ended(id, AbortSignal.timeout(PATIENCE)));
      } catch (err) {
        // The others are taken up none the less.
        log.error({ machine: id, err }, 'a guest could not be taken up');
      }
    }
    if (machines.length < BATCH) return;
  }
}

/** Milliseconds; how a guest ended that does not run is known. */
const PATIENCE = 5000;

/** Whether its guest should run. */
function isUp(state: MachineState): boolean {
  return ('resume' in state ? state.resume : state).status === 'running' || state.status === 'rebooting';
}
