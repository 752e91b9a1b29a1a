import { writeFile } from 'node:fs/promises';
import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findMachine } from './find-machine.ts';
import { MACHINE_ARGUMENT } from './machine-option.ts';

export const machineScreenshot = defineCommand({
  arguments: [MACHINE_ARGUMENT, { name: 'file', help: 'machine-screenshot.file', complete: 'file' }],
  options: { force: { kind: 'flag', help: 'option.force' } },
  run: async ({ arguments: { machine, file }, options: { force } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, machine);
    const answer = await client.open('GET', `/api/v1/machines/${id}/screenshot`);
    await writeFile(file, new Uint8Array(await answer.arrayBuffer()), { flag: force ? 'w' : 'wx' });
    return done(message('machine.screenshot', { id, file }), { id, file });
  },
});
