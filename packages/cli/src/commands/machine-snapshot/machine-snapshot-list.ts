import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { findMachine } from '../machine/find-machine.ts';
import { MACHINE_ARGUMENT } from '../machine/machine-option.ts';
import { snapshotsOf } from './find-machine-snapshot.ts';
import { MACHINE_SNAPSHOT_COLUMNS } from './machine-snapshot-columns.ts';

export const machineSnapshotList = defineCommand({
  arguments: [MACHINE_ARGUMENT],
  options: {},
  run: async ({ arguments: { machine } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, machine);
    return list(snapshotsOf(client, id), MACHINE_SNAPSHOT_COLUMNS);
  },
});
