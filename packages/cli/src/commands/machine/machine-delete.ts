import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findMachine } from './find-machine.ts';
import { MACHINE_ARGUMENT, WAIT } from './machine-option.ts';
import { goneMachine } from './settled-machine.ts';

export const machineDelete = defineCommand({
  arguments: [MACHINE_ARGUMENT],
  options: { 'keep-disks': { kind: 'flag', help: 'machine-delete.keep-disks' }, ...WAIT },
  run: async ({ arguments: { machine: nameOrId }, options }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, nameOrId);
    const query = options['keep-disks'] ? { keepDisks: true } : {};
    await client.call('delete', '/api/v1/machines/{id}', { path: { id }, query });
    if (options.wait) await goneMachine(id, context);
    return done(message(options.wait ? 'machine.deleted' : 'machine.deleting', { id }), { id });
  },
});
