import type { JobRun } from '../../jobs/index.ts';
import { hasCode } from '../../kernel/errors.ts';
import type { JobId } from '../../kernel/ids.ts';
import { endWork } from '../begin-work.ts';
import type { MachineContext } from '../machine-context.ts';
import type { Machine } from '../machine.ts';
import { isAskedByAgent } from './asked-by-agent.ts';

/** Restarts a guest: it is asked, and reset when it does not do it by itself. */
export async function rebootGuest(
  context: MachineContext,
  machine: Machine,
  { task, how }: { readonly task: JobId; readonly how: 'soft' | 'hard' },
  run: JobRun,
): Promise<void> {
  const { hypervisor, clock } = context;
  const restarted = how === 'soft' && (await restart(context, machine, run.signal));
  if (!restarted) await hypervisor.reset(machine.id);
  await endWork(context, machine.id, task, () => ({ status: 'running', since: clock.now() }));
}

/** Whether the guest has restarted. */
async function restart(context: MachineContext, machine: Machine, signal: AbortSignal): Promise<boolean> {
  const { hypervisor, settings } = context;
  const how = (await isAskedByAgent(context, machine)) ? 'agent' : 'keys';
  const patience = AbortSignal.timeout(settings.guestPatience);
  try {
    await hypervisor.restart(machine.id, how, AbortSignal.any([signal, patience]));
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (patience.aborted || hasCode(error, 'unavailable')) return false;
    throw error;
  }
}
