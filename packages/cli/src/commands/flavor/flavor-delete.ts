import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findFlavor } from './find-flavor.ts';

export const flavorDelete = defineCommand({
  arguments: [{ name: 'flavor', help: 'argument.flavor', complete: 'flavor' }],
  options: {},
  notes: 'flavor-set.notes',
  run: async ({ arguments: { flavor } }, context) => {
    const { client } = await context.access();
    const { id, name } = await findFlavor(client, flavor);
    await client.call('delete', '/api/v1/flavors/{id}', { path: { id } });
    return done(message('flavor.deleted', { name }), { id });
  },
});
