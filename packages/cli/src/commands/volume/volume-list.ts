import { volumeList as volumesOf } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { VOLUME_COLUMNS } from './volume-columns.ts';

export const volumeList = defineCommand({
  arguments: [],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'volume-list.name' },
    status: { kind: 'text', value: 'STATUS', help: 'volume-list.status' },
  },
  run: async ({ options: { name, status } }, context) => {
    const { client, project } = await context.access();
    const filters = { ...(name !== undefined && { name }), ...(status !== undefined && { status }) };
    return list(volumesOf(client, project.id, filters), VOLUME_COLUMNS);
  },
});
