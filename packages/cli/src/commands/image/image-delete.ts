import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findImage } from './find-image.ts';

export const imageDelete = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: {},
  notes: 'image-delete.notes',
  run: async ({ arguments: { image: nameOrId } }, context) => {
    const { client } = await context.access();
    const { id } = await findImage(client, nameOrId);
    await client.call('delete', '/v2/images/{image_id}', { path: { image_id: id } });
    return done(message('image.deleted', { id }), { id });
  },
});
