import { defineCommand } from '../../command/command.ts';
import { usesRecord } from './disk-uses.ts';
import { findVolume } from './find-volume.ts';

export const volumeWhereUsed = defineCommand({
  arguments: [{ name: 'volume', help: 'argument.volume', complete: 'volume' }],
  options: {},
  run: async ({ arguments: { volume } }, context) => {
    const access = await context.access();
    const { id } = await findVolume(access, volume);
    return usesRecord(await access.client.call('get', '/api/v1/volumes/{id}/uses', { path: { id } }));
  },
});
