import { RefusedError, volumeGet, type Volume } from '@ingot/client';
import type { Access, CommandContext } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { message } from '../../messages/message.ts';

/** What a volume goes through. Each of these has a deadline in the service, so that no wait is for ever. */
const PASSING: ReadonlySet<string> = new Set([
  'creating',
  'downloading',
  'uploading',
  'extending',
  'deleting',
  'backing-up',
  'restoring-backup',
]);

/**
 * Waits until a volume has come through what it is going through.
 *
 * @throws CommandError when it ends in an error
 */
export async function settledVolume(
  { client, project }: Access,
  { id }: Pick<Volume, 'id'>,
  { progress, signal }: CommandContext,
): Promise<Volume> {
  const meter = progress.begin(message('progress.volume', { id }), null);
  const volume = await waitUntil(
    () => volumeGet(client, project.id, id),
    ({ status }) => !PASSING.has(status),
    signal,
  ).finally(() => meter.end());
  if (!volume.status.startsWith('error')) return volume;
  throw new CommandError(EXIT.failed, message('volume.failed', { id, status: volume.status }));
}

/** Waits until there is no such volume any more. */
export async function goneVolume(access: Access, volume: Pick<Volume, 'id'>, context: CommandContext): Promise<void> {
  try {
    await settledVolume(access, volume, context);
  } catch (error) {
    if (!(error instanceof RefusedError && error.status === 404)) throw error;
  }
}
