import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findVolume } from './find-volume.ts';
import { goneVolume } from './settled-volume.ts';

export const volumeDelete = defineCommand({
  arguments: [{ name: 'volume', help: 'argument.volume', complete: 'volume' }],
  options: {
    cascade: { kind: 'flag', help: 'volume-delete.cascade' },
    wait: { kind: 'flag', help: 'option.wait' },
  },
  run: async ({ arguments: { volume: nameOrId }, options: { cascade, wait } }, context) => {
    const access = await context.access();
    const { id } = await findVolume(access, nameOrId);
    const path = { project_id: access.project.id, volume_id: id };
    const query = cascade ? { cascade } : {};
    await access.client.call('delete', '/volume/v3/{project_id}/volumes/{volume_id}', { path, query });
    if (wait) await goneVolume(access, { id }, context);
    return done(message(wait ? 'volume.deleted' : 'volume.deleting', { id }), { id });
  },
});
