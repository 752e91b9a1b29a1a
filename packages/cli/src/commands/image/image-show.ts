import { defineCommand } from '../../command/command.ts';
import { findImage } from './find-image.ts';
import { imageRecord } from './image-columns.ts';

export const imageShow = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: {},
  run: async ({ arguments: { image } }, context) => {
    const { client } = await context.access();
    return imageRecord(await findImage(client, image));
  },
});
