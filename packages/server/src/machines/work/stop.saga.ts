import type { JobId } from '../../kernel/ids.ts';
import type { JobRun } from '../../jobs/index.ts';
import { hasCode } from '../../kernel/errors.ts';
import { endWork } from '../begin-work.ts';
import type { MachineContext } from '../machine-context.ts';
import type { Machine } from '../machine.ts';
import { isAskedByAgent } from './asked-by-agent.ts';

/**
 * Ends a guest: its agent is asked, then the power button is pressed, and what still runs then is turned off. Somebody who
 * turns it off meanwhile is not waited for.
 */
export async function stopGuest(
  context: MachineContext,
  machine: Machine,
  { task, how }: { readonly task: JobId; readonly how: 'shut-down' | 'turn-off' },
  run: JobRun,
): Promise<void> {
  const { hypervisor } = context;
  for (const way of how === 'turn-off' ? [] : await waysToAsk(context, machine)) {
    run.progress(way === 'agent' ? "The guest's agent was asked." : 'The power button was pressed.');
    if (await shutDown(context, machine, way, run.signal)) break;
  }
  if (await isAwaited(context, machine, task)) await hypervisor.turnOff(machine.id);
  await endWork(context, machine.id, task, () => ({ status: 'stopped' }));
}

async function waysToAsk(context: MachineContext, machine: Machine): Promise<('agent' | 'power-button')[]> {
  return (await isAskedByAgent(context, machine)) ? ['agent', 'power-button'] : ['power-button'];
}

/** Whether the guest has ended. */
async function shutDown(
  { hypervisor, settings, log }: MachineContext,
  { id }: Machine,
  way: 'agent' | 'power-button',
  signal: AbortSignal,
): Promise<boolean> {
  const patience = AbortSignal.timeout(settings.guestPatience);
  const both = AbortSignal.any([signal, patience]);
  try {
    await hypervisor.shutDown(id, way, both);
    await hypervisor.ended(id, both);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (!patience.aborted && !hasCode(error, 'unavailable') && !hasCode(error, 'conflict')) throw error;
    log.info({ machine: id, way }, 'a guest did not shut down when it was asked');
    return false;
  }
}

/** A guest that somebody has turned off and started again is not ours to end. */
async function isAwaited({ store }: MachineContext, { id }: Machine, task: JobId): Promise<boolean> {
  const state = (await store.machineFind(id))?.state;
  return state !== undefined && 'task' in state && state.task === task;
}
