import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { findFlavor } from './find-flavor.ts';
import { flavorRecord } from './flavor-columns.ts';
import { FLAVOR_OPTIONS, flavorValues } from './flavor-options.ts';

export const flavorSet = defineCommand({
  arguments: [{ name: 'flavor', help: 'argument.flavor', complete: 'flavor' }],
  options: { name: { kind: 'text', value: 'NAME', help: 'flavor-set.name' }, ...FLAVOR_OPTIONS },
  notes: 'flavor-set.notes',
  run: async ({ arguments: { flavor: nameOrId }, options }, context) => {
    const { name } = options;
    const body = { ...flavorValues(options), ...(name !== undefined && { name }) };
    if (Object.keys(body).length === 0) throw new CommandError(EXIT.usage, message('usage.nothing-to-change'));
    const { client } = await context.access();
    const { id } = await findFlavor(client, nameOrId);
    return flavorRecord(await client.call('patch', '/api/v1/flavors/{id}', { path: { id }, body }));
  },
});
