import { defineCommand } from '../../command/command.ts';
import { findVolume } from '../volume/find-volume.ts';
import { findMachine } from './find-machine.ts';
import { machineRecord } from './machine-columns.ts';
import { MACHINE_ARGUMENT } from './machine-option.ts';

export const machineAttach = defineCommand({
  arguments: [MACHINE_ARGUMENT, { name: 'volume', help: 'argument.volume', complete: 'volume' }],
  options: {},
  run: async ({ arguments: { machine, volume } }, context) => {
    const access = await context.access();
    const { id } = await findMachine(access.client, machine);
    const body = { volume: (await findVolume(access, volume)).id };
    return machineRecord(await access.client.call('post', '/api/v1/machines/{id}/disks', { path: { id }, body }));
  },
});
