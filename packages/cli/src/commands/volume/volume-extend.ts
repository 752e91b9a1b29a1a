import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { parseSize } from '../../command/size.ts';
import { message } from '../../messages/message.ts';
import { findVolume } from './find-volume.ts';
import { settledVolume } from './settled-volume.ts';
import { volumeRecord } from './volume-columns.ts';
import { wholeGibibytes } from './whole-gibibytes.ts';

export const volumeExtend = defineCommand({
  arguments: [
    { name: 'volume', help: 'argument.volume', complete: 'volume' },
    { name: 'size', help: 'volume-extend.size' },
  ],
  options: { wait: { kind: 'flag', help: 'option.wait' } },
  run: async ({ arguments: { volume: nameOrId, size }, options: { wait } }, context) => {
    const bytes = parseSize(size);
    if (bytes === null) throw new CommandError(EXIT.usage, message('usage.size', { name: 'size', value: size }));
    const body = { 'os-extend': { new_size: wholeGibibytes('size', bytes) } };
    const access = await context.access();
    const { id } = await findVolume(access, nameOrId);
    const path = { project_id: access.project.id, volume_id: id };
    await access.client.call('post', '/volume/v3/{project_id}/volumes/{volume_id}/action', { path, body });
    return volumeRecord(wait ? await settledVolume(access, { id }, context) : await findVolume(access, id));
  },
});
