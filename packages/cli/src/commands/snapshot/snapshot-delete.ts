import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findSnapshot } from './find-snapshot.ts';

export const snapshotDelete = defineCommand({
  arguments: [{ name: 'snapshot', help: 'argument.snapshot', complete: 'snapshot' }],
  options: {},
  run: async ({ arguments: { snapshot: nameOrId } }, context) => {
    const access = await context.access();
    const { id } = await findSnapshot(access, nameOrId);
    const path = { project_id: access.project.id, snapshot_id: id };
    await access.client.call('delete', '/volume/v3/{project_id}/snapshots/{snapshot_id}', { path });
    return done(message('snapshot.deleting', { id }), { id });
  },
});
