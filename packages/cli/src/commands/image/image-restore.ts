import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';

export const imageRestore = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image-id' }],
  options: {},
  run: async ({ arguments: { image: id } }, context) => {
    const { client } = await context.access();
    const image = await client.call('post', '/api/v1/images/{id}/restore', { path: { id } });
    return done(message('image.restored', { id }), image);
  },
});
