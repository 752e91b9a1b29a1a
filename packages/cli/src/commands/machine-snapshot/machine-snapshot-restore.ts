import { defineCommand } from '../../command/command.ts';
import { findMachine } from '../machine/find-machine.ts';
import { machineRecord } from '../machine/machine-columns.ts';
import { MACHINE_ARGUMENT, WAIT } from '../machine/machine-option.ts';
import { settledMachine } from '../machine/settled-machine.ts';
import { findMachineSnapshot } from './find-machine-snapshot.ts';

export const machineSnapshotRestore = defineCommand({
  arguments: [MACHINE_ARGUMENT, { name: 'snapshot', help: 'argument.machine-snapshot' }],
  options: WAIT,
  notes: 'machine-snapshot-restore.notes',
  run: async ({ arguments: { machine: nameOrId, snapshot }, options: { wait } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, nameOrId);
    const path = { id: (await findMachineSnapshot(client, id, snapshot)).id };
    const machine = await client.call('post', '/api/v1/machine-snapshots/{id}/restore', { path });
    return machineRecord(wait ? await settledMachine(id, context) : machine);
  },
});
