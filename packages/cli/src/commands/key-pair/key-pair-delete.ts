import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';

export const keyPairDelete = defineCommand({
  arguments: [{ name: 'key-pair', help: 'argument.key-pair', complete: 'key-pair' }],
  options: {},
  notes: 'key-pair-delete.notes',
  run: async ({ arguments: { 'key-pair': name } }, context) => {
    const { client } = await context.access();
    await client.call('delete', '/api/v1/key-pairs/{name}', { path: { name } });
    return done(message('key-pair.deleted', { name }), { name });
  },
});
