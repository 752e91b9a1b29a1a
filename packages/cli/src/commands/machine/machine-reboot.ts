import { defineCommand } from '../../command/command.ts';
import { findMachine } from './find-machine.ts';
import { machineRecord } from './machine-columns.ts';
import { MACHINE_ARGUMENT, WAIT } from './machine-option.ts';
import { settledMachine } from './settled-machine.ts';

export const machineReboot = defineCommand({
  arguments: [MACHINE_ARGUMENT],
  options: { hard: { kind: 'flag', help: 'machine-reboot.hard' }, ...WAIT },
  run: async ({ arguments: { machine: nameOrId }, options: { hard, wait } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, nameOrId);
    const machine = await client.call('post', '/api/v1/machines/{id}/reboot', { path: { id }, body: { hard } });
    return machineRecord(wait ? await settledMachine(id, context) : machine);
  },
});
