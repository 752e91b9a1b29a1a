import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findImage } from './find-image.ts';

export const imageUnshare = defineCommand({
  arguments: [
    { name: 'image', help: 'argument.image', complete: 'image' },
    { name: 'project', help: 'argument.project-id' },
  ],
  options: {},
  run: async ({ arguments: { image: nameOrId, project } }, context) => {
    const { client } = await context.access();
    const { id } = await findImage(client, nameOrId);
    const path = { image_id: id, member_id: project };
    await client.call('delete', '/v2/images/{image_id}/members/{member_id}', { path });
    return done(message('image.unshared', { id, project }), { image_id: id, member_id: project });
  },
});
