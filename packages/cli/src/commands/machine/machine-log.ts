import { defineCommand } from '../../command/command.ts';
import { harmlessLines } from '../../output/harmless.ts';
import { text } from '../../output/output.ts';
import { findMachine } from './find-machine.ts';
import { MACHINE_ARGUMENT } from './machine-option.ts';

export const machineLog = defineCommand({
  arguments: [MACHINE_ARGUMENT],
  options: { size: { kind: 'size', value: 'SIZE', help: 'machine-log.size' } },
  run: async ({ arguments: { machine }, options: { size } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, machine);
    const query = size === undefined ? '' : `?bytes=${size}`;
    const answer = await client.open('GET', `/api/v1/machines/${id}/serial-log${query}`);
    // A guest may write what a terminal would obey, and whoever pages through it has one.
    return text(harmlessLines(await answer.text()));
  },
});
