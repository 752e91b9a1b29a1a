import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { begunPublication } from '../publication/begun-publication.ts';
import { formOf } from '../publication/publication-form.ts';
import { findMachine } from './find-machine.ts';
import { PUBLISHING_ARGUMENTS, PUBLISHING_OPTIONS } from './publishing-options.ts';

export const machineClone = defineCommand({
  arguments: PUBLISHING_ARGUMENTS,
  options: {
    ...PUBLISHING_OPTIONS,
    'create-snapshot': { kind: 'flag', help: 'machine-clone.create-snapshot' },
    'snapshot-name': { kind: 'text', value: 'NAME', help: 'machine-clone.snapshot-name' },
  },
  notes: 'machine-clone.notes',
  run: async ({ arguments: { machine, name }, options }, context) => {
    const { family, held, 'create-snapshot': takes, 'snapshot-name': snapshotName } = options;
    if (!takes && snapshotName !== undefined) {
      throw new CommandError(EXIT.usage, message('machine-clone.name-without-snapshot'));
    }
    const { client } = await context.access();
    const { id, projectId } = await findMachine(client, machine);
    const body = {
      name,
      held,
      snapshot: takes ? (snapshotName ?? name) : null,
      ...(family !== undefined && { family }),
      ...(await formOf(client, options, projectId)),
    };
    const begun = await client.call('post', '/api/v1/machines/{id}/clone', { path: { id }, body });
    return begunPublication(begun, options, context);
  },
});
