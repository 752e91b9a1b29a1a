import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { record, time, type Column } from '../../output/output.ts';
import { findMachine } from './find-machine.ts';
import { MACHINE_ARGUMENT } from './machine-option.ts';

const FIELDS: readonly Column<Answer<'post', '/api/v1/machines/{id}/console'>>[] = [
  { label: 'column.address', of: ({ url }) => url },
  { label: 'column.expires', of: ({ expiresAt }) => time(expiresAt) },
];

export const machineConsole = defineCommand({
  arguments: [MACHINE_ARGUMENT],
  options: {},
  notes: 'machine-console.notes',
  run: async ({ arguments: { machine } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, machine);
    return record(await client.call('post', '/api/v1/machines/{id}/console', { path: { id } }), FIELDS);
  },
});
