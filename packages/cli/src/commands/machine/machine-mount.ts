import { defineCommand } from '../../command/command.ts';
import { findImage } from '../image/find-image.ts';
import { findMachine } from './find-machine.ts';
import { machineRecord } from './machine-columns.ts';
import { MACHINE_ARGUMENT } from './machine-option.ts';

export const machineMount = defineCommand({
  arguments: [MACHINE_ARGUMENT, { name: 'image', help: 'argument.image', complete: 'image' }],
  options: {},
  run: async ({ arguments: { machine, image } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, machine);
    const body = { image: (await findImage(client, image)).id };
    return machineRecord(await client.call('post', '/api/v1/machines/{id}/media', { path: { id }, body }));
  },
});
