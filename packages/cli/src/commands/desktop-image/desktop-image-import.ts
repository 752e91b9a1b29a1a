import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { sourceFile } from '../../image-data/source-file.ts';
import { message } from '../../messages/message.ts';
import { DISK_FORMATS, formatsOf } from '../image/disk-format.ts';
import { findImage } from '../image/find-image.ts';
import { uploadedImage } from '../image/uploaded-image.ts';
import { begunPublication, NO_WAIT } from '../publication/begun-publication.ts';
import { FORM_OPTIONS, formOf } from '../publication/publication-form.ts';
import { findDesktopImage } from './find-desktop-image.ts';

export const desktopImageImport = defineCommand({
  arguments: [{ name: 'image', help: 'desktop-image-import.image', complete: 'image' }],
  options: {
    file: { kind: 'text', value: 'FILE', help: 'desktop-image-import.file', complete: 'file' },
    format: { kind: 'choice', choices: DISK_FORMATS, help: 'image-create.format' },
    parent: { kind: 'text', value: 'IMAGE', help: 'desktop-image-import.parent', complete: 'desktop-image' },
    ...FORM_OPTIONS,
    ...NO_WAIT,
  },
  notes: 'desktop-image-import.notes',
  run: async ({ arguments: { image: nameOrId }, options }, context) => {
    const { file, format, parent, type: imageType } = options;
    if (imageType === undefined) throw new CommandError(EXIT.usage, message('usage.needs-option', { name: 'type' }));
    const source = file === undefined ? null : await sourceFile(file);
    const { client } = await context.access();
    // Before anything is uploaded: names that are not there, and the like.
    const form = {
      ...(await formOf(client, options)),
      imageType,
      ...(parent !== undefined && { parentId: (await findDesktopImage(client, parent)).id }),
    };
    const begin = (imageId: string) => client.call('post', '/api/v1/desktop-images', { body: { imageId, ...form } });
    if (source === null) return begunPublication(await begin((await findImage(client, nameOrId)).id), options, context);
    const about = { ...formatsOf(source.file, format), name: nameOrId };
    const imageId = await uploadedImage(client, about, source, context);
    const begun = await begin(imageId).catch(async (error: unknown) => {
      // Nobody has asked for an image that is no desktop image.
      await client.call('delete', '/v2/images/{image_id}', { path: { image_id: imageId } });
      throw error;
    });
    return begunPublication(begun, options, context);
  },
});
