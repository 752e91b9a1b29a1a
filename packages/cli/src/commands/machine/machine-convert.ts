import { defineCommand } from '../../command/command.ts';
import { begunPublication } from '../publication/begun-publication.ts';
import { formOf } from '../publication/publication-form.ts';
import { findMachine } from './find-machine.ts';
import { PUBLISHING_ARGUMENTS, PUBLISHING_OPTIONS } from './publishing-options.ts';

export const machineConvert = defineCommand({
  arguments: PUBLISHING_ARGUMENTS,
  options: PUBLISHING_OPTIONS,
  notes: 'machine-convert.notes',
  run: async ({ arguments: { machine, name }, options }, context) => {
    const { family, held } = options;
    const { client } = await context.access();
    const { id, projectId } = await findMachine(client, machine);
    const body = { name, held, ...(family !== undefined && { family }), ...(await formOf(client, options, projectId)) };
    const begun = await client.call('post', '/api/v1/machines/{id}/convert', { path: { id }, body });
    return begunPublication(begun, options, context);
  },
});
