import { snapshotGet, type Snapshot } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import type { Access, CommandContext } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { message } from '../../messages/message.ts';
import { findVolume } from '../volume/find-volume.ts';
import { snapshotRecord } from './snapshot-columns.ts';

export const snapshotCreate = defineCommand({
  arguments: [
    { name: 'volume', help: 'argument.volume', complete: 'volume' },
    { name: 'name', help: 'snapshot-create.name' },
  ],
  options: {
    description: { kind: 'text', value: 'TEXT', help: 'volume-create.description' },
    wait: { kind: 'flag', help: 'option.wait' },
  },
  run: async ({ arguments: { volume: nameOrId, name }, options: { description, wait } }, context) => {
    const access = await context.access();
    const { id: volumeId } = await findVolume(access, nameOrId);
    const snapshot = { volume_id: volumeId, name, ...(description !== undefined && { description }) };
    const path = { project_id: access.project.id };
    const created = await access.client.call('post', '/volume/v3/{project_id}/snapshots', { path, body: { snapshot } });
    const { id } = created.snapshot;
    return snapshotRecord(
      wait ? await taken(access, id, context) : await snapshotGet(access.client, access.project.id, id),
    );
  },
});

async function taken({ client, project }: Access, id: string, { progress, signal }: CommandContext): Promise<Snapshot> {
  const meter = progress.begin(message('progress.snapshot', { id }), null);
  const snapshot = await waitUntil(
    () => snapshotGet(client, project.id, id),
    ({ status }) => status !== 'creating',
    signal,
  ).finally(() => meter.end());
  if (snapshot.status === 'available') return snapshot;
  throw new CommandError(EXIT.failed, message('snapshot.failed', { id, status: snapshot.status }));
}
