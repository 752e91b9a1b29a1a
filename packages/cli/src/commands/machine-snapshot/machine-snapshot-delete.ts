import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findMachine } from '../machine/find-machine.ts';
import { MACHINE_ARGUMENT } from '../machine/machine-option.ts';
import { findMachineSnapshot } from './find-machine-snapshot.ts';

export const machineSnapshotDelete = defineCommand({
  arguments: [MACHINE_ARGUMENT, { name: 'snapshot', help: 'argument.machine-snapshot' }],
  options: {},
  run: async ({ arguments: { machine, snapshot: nameOrId } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachineSnapshot(client, (await findMachine(client, machine)).id, nameOrId);
    await client.call('delete', '/api/v1/machine-snapshots/{id}', { path: { id } });
    return done(message('machine-snapshot.deleted', { id }), { id });
  },
});
