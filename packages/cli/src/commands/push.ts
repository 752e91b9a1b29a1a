import { imageCreate, imageGet, RefusedError } from '@ingot/client';
import { defineCommand } from '../command/command.ts';
import { CommandError, EXIT } from '../command/failure.ts';
import { sourceFile } from '../image-data/source-file.ts';
import { message } from '../messages/message.ts';
import { formatSize } from '../command/size.ts';
import { NamedFile } from '../transfer/named-file.ts';
import { push as pushFile } from '../transfer/push.ts';
import { discardImage } from './image/discard-image.ts';
import { findImage } from './image/find-image.ts';
import { DISK_FORMATS, formatsOf, nameOf } from './image/disk-format.ts';
import { imageRecord } from './image/image-columns.ts';
import { IMAGE_SETTINGS, settingsOf } from './image/image-settings.ts';
import { probableBases } from './push-bases.ts';

export const push = defineCommand({
  arguments: [
    { name: 'file', help: 'push.file', complete: 'file' },
    { name: 'name', optional: true, help: 'push.name' },
  ],
  options: {
    base: { kind: 'texts', value: 'IMAGE', help: 'push.base', complete: 'image' },
    resume: { kind: 'text', value: 'ID', help: 'push.resume' },
    format: { kind: 'choice', choices: DISK_FORMATS, help: 'image-create.format' },
    tag: { kind: 'texts', value: 'TAG', help: 'image-create.tag' },
    ...IMAGE_SETTINGS,
  },
  notes: 'push.notes',
  run: async ({ arguments: { file, name: given }, options }, context) => {
    const { base, resume, tag } = options;
    await sourceFile(file);
    // While the service is asked this and that its chunks get their names.
    await using chunks = await NamedFile.open(file);
    if (chunks.size === 0) throw new CommandError(EXIT.usage, message('push.empty', { file }));
    const name = given ?? nameOf(file);
    const { client } = await context.access();
    const named = await Promise.all(base.map(async (image) => (await findImage(client, image)).id));
    const bases = named.length > 0 ? named : await probableBases(client, name, options.property['family']);
    const about = { ...formatsOf(file, options.format), tags: [...tag], ...settingsOf(options), name };
    const image = resume === undefined ? await imageCreate(client, about) : await imageGet(client, resume);
    const meter = context.progress.begin(message('progress.pushing', { name: file }), null);
    try {
      const { wire, size } = await pushFile({
        client,
        imageId: image.id,
        file: chunks,
        bases,
        signal: context.signal,
        progress: ({ done, total }) => meter.set(done, total),
      });
      meter.end();
      context.progress.tell(message('push.sent', { sent: formatSize(wire), size: formatSize(size) }));
    } catch (error) {
      meter.end();
      if (error instanceof RefusedError && CONTENT_REFUSED.has(error.status)) await discardImage(client, image);
      else context.progress.tell(message('push.stays', { file, id: image.id }));
      throw error;
    }
    return imageRecord(await imageGet(client, image.id));
  },
});

/** The service has seen the bytes, and will not take them at another try either. */
const CONTENT_REFUSED: ReadonlySet<number> = new Set([413, 415, 422]);
