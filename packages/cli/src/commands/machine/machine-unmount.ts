import { defineCommand } from '../../command/command.ts';
import { findImage } from '../image/find-image.ts';
import { findMachine } from './find-machine.ts';
import { machineRecord } from './machine-columns.ts';
import { MACHINE_ARGUMENT } from './machine-option.ts';

export const machineUnmount = defineCommand({
  arguments: [MACHINE_ARGUMENT, { name: 'image', help: 'argument.image', complete: 'image' }],
  options: {},
  run: async ({ arguments: { machine, image } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, machine);
    const path = { id, image_id: (await findImage(client, image)).id };
    return machineRecord(await client.call('delete', '/api/v1/machines/{id}/media/{image_id}', { path }));
  },
});
