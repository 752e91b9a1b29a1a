import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { DESKTOP_IMAGE_ARGUMENT } from './desktop-image-argument.ts';
import { findDesktopImage } from './find-desktop-image.ts';

export const desktopImageDelete = defineCommand({
  arguments: [DESKTOP_IMAGE_ARGUMENT],
  options: {},
  notes: 'desktop-image-delete.notes',
  run: async ({ arguments: { image } }, context) => {
    const { client } = await context.access();
    const { id } = await findDesktopImage(client, image);
    await client.call('delete', '/api/v1/desktop-images/{id}', { path: { id } });
    return done(message('desktop-image.deleted', { id }), { id });
  },
});
