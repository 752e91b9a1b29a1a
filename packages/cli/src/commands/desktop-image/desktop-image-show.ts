import { defineCommand } from '../../command/command.ts';
import { DESKTOP_IMAGE_ARGUMENT } from './desktop-image-argument.ts';
import { desktopImageRecord } from './desktop-image-columns.ts';
import { findDesktopImage } from './find-desktop-image.ts';

export const desktopImageShow = defineCommand({
  arguments: [DESKTOP_IMAGE_ARGUMENT],
  options: {},
  run: async ({ arguments: { image } }, context) =>
    desktopImageRecord(await findDesktopImage((await context.access()).client, image)),
});
