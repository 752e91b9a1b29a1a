import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findImage } from './find-image.ts';

export const imageOptimize = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: { off: { kind: 'flag', help: 'image-optimize.off' } },
  notes: 'image-optimize.notes',
  run: async ({ arguments: { image: nameOrId }, options: { off } }, context) => {
    const { client } = await context.access();
    const { id } = await findImage(client, nameOrId);
    const body = { optimized: !off };
    const { optimized } = await client.call('put', '/api/v1/images/{id}/optimization', { path: { id }, body });
    return done(message(optimized ? 'image.optimized' : 'image.not-optimized', { id }), { id, optimized });
  },
});
