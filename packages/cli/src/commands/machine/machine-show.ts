import { defineCommand } from '../../command/command.ts';
import { findMachine } from './find-machine.ts';
import { machineRecord } from './machine-columns.ts';
import { MACHINE_ARGUMENT } from './machine-option.ts';

export const machineShow = defineCommand({
  arguments: [MACHINE_ARGUMENT],
  options: {},
  run: async ({ arguments: { machine } }, context) =>
    machineRecord(await findMachine((await context.access()).client, machine)),
});
