import { defineCommand } from '../../command/command.ts';
import { findMachine } from './find-machine.ts';
import { machineRecord } from './machine-columns.ts';
import { MACHINE_ARGUMENT, WAIT } from './machine-option.ts';
import { settledMachine } from './settled-machine.ts';

export const machineStop = defineCommand({
  arguments: [MACHINE_ARGUMENT],
  options: { off: { kind: 'flag', help: 'machine-stop.off' }, ...WAIT },
  notes: 'machine-stop.notes',
  run: async ({ arguments: { machine: nameOrId }, options: { off, wait } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, nameOrId);
    const machine = await client.call('post', '/api/v1/machines/{id}/stop', { path: { id }, body: { off } });
    return machineRecord(wait ? await settledMachine(id, context) : machine);
  },
});
