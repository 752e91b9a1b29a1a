import { defineCommand } from '../../command/command.ts';
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
    return text(printable(await answer.text()));
  },
});

/** A guest may write what a terminal would obey: only line breaks and tabs are left of the control characters. */
function printable(log: string): string {
  return log.replaceAll('\r\n', '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
}
