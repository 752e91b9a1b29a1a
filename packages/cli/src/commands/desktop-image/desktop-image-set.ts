import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { CONFIGURATION_OPTIONS, configurationOf } from '../publication/publication-form.ts';
import { DESKTOP_IMAGE_ARGUMENT } from './desktop-image-argument.ts';
import { desktopImageRecord } from './desktop-image-columns.ts';
import { findDesktopImage } from './find-desktop-image.ts';

export const desktopImageSet = defineCommand({
  arguments: [DESKTOP_IMAGE_ARGUMENT],
  options: { name: { kind: 'text', value: 'NAME', help: 'desktop-image-set.name' }, ...CONFIGURATION_OPTIONS },
  run: async ({ arguments: { image }, options }, context) => {
    const { client } = await context.access();
    const { id, projectId } = await findDesktopImage(client, image);
    const configuration = await configurationOf(client, options, projectId);
    const body = {
      ...(options.name !== undefined && { name: options.name }),
      ...(configuration !== null && { configuration }),
    };
    if (Object.keys(body).length === 0) throw new CommandError(EXIT.usage, message('usage.nothing-to-change'));
    return desktopImageRecord(await client.call('patch', '/api/v1/desktop-images/{id}', { path: { id }, body }));
  },
});
