import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { machinesOf } from './find-machine.ts';
import { MACHINE_COLUMNS } from './machine-columns.ts';

export const machineList = defineCommand({
  arguments: [],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'machine-list.name' },
    status: { kind: 'text', value: 'STATUS', help: 'machine-list.status' },
  },
  run: async ({ options: { name, status } }, context) => {
    const { client } = await context.access();
    const filters = { ...(name !== undefined && { name }), ...(status !== undefined && { status }) };
    return list(machinesOf(client, filters), MACHINE_COLUMNS);
  },
});
