import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';

export const imageAccept = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image-id' }],
  options: { reject: { kind: 'flag', help: 'image-accept.reject' } },
  run: async ({ arguments: { image }, options: { reject } }, context) => {
    const { client, project } = await context.access();
    const path = { image_id: image, member_id: project.id };
    const status = reject ? 'rejected' : 'accepted';
    const member = await client.call('put', '/v2/images/{image_id}/members/{member_id}', { path, body: { status } });
    return done(message(reject ? 'image.rejected' : 'image.accepted', { id: image }), member);
  },
});
