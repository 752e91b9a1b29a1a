import { RefusedError } from '@ingot/client';
import type { CommandContext } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { message } from '../../messages/message.ts';
import { findMachine, type Machine } from './find-machine.ts';

/** What a machine stays in. All else has a deadline in the service, so that no wait is for ever. */
const RESTING: ReadonlySet<string> = new Set(['stopped', 'running', 'error']);

/**
 * Waits until a machine has come through what it is going through.
 *
 * @throws CommandError when it ends in an error, with the reason
 */
export async function settledMachine(id: string, context: CommandContext): Promise<Machine> {
  const { client } = await context.access();
  const meter = context.progress.begin(message('progress.machine', { id }), null);
  const machine = await waitUntil(
    () => findMachine(client, id),
    ({ status }) => RESTING.has(status),
    context.signal,
  ).finally(() => meter.end());
  if (machine.status !== 'error') return machine;
  throw new CommandError(EXIT.failed, message('machine.failed', { id, reason: machine.failure ?? '' }));
}

/** Waits until there is no such machine any more. */
export async function goneMachine(id: string, context: CommandContext): Promise<void> {
  try {
    await settledMachine(id, context);
  } catch (error) {
    if (!(error instanceof RefusedError && error.status === 404)) throw error;
  }
}
