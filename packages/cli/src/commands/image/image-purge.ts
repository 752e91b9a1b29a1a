import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';

export const imagePurge = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image-id' }],
  options: {},
  notes: 'image-purge.notes',
  run: async ({ arguments: { image: id } }, context) => {
    const { client } = await context.access();
    await client.call('delete', '/api/v1/trash/images/{id}', { path: { id } });
    return done(message('image.purged', { id }), { id });
  },
});
