import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { projectId } from '../project-id.ts';
import { findImage } from './find-image.ts';

export const imageShare = defineCommand({
  arguments: [
    { name: 'image', help: 'argument.image', complete: 'image' },
    { name: 'project', help: 'argument.project-id' },
  ],
  options: {},
  notes: 'image-share.notes',
  run: async ({ arguments: { image: nameOrId, project } }, context) => {
    const member = projectId(project);
    const { client } = await context.access();
    const { id } = await findImage(client, nameOrId);
    const path = { image_id: id };
    const made = await client.call('post', '/v2/images/{image_id}/members', { path, body: { member } });
    return done(message('image.shared', { id, project }), made);
  },
});
