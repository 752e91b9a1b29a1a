import { imageCreate as registered, imageGet, type ApiClient, type Image } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import type { Access, CommandContext } from '../../command/context.ts';
import { waitUntil } from '../../command/wait.ts';
import { sourceFile } from '../../image-data/source-file.ts';
import { message } from '../../messages/message.ts';
import { findSnapshot } from '../snapshot/find-snapshot.ts';
import { findVolume } from '../volume/find-volume.ts';
import { DISK_FORMATS, formatsOf } from './disk-format.ts';
import { findImage } from './find-image.ts';
import { imageRecord } from './image-columns.ts';
import { imageOfSource } from './image-of-source.ts';
import { IMAGE_SETTINGS, settingsOf } from './image-settings.ts';
import { uploadedImage } from './uploaded-image.ts';

export const imageCreate = defineCommand({
  arguments: [{ name: 'name', help: 'image-create.name' }],
  options: {
    file: { kind: 'text', value: 'FILE', help: 'image-create.file', complete: 'file' },
    url: { kind: 'text', value: 'URL', help: 'image-create.url' },
    image: { kind: 'text', value: 'IMAGE', help: 'image-create.image', complete: 'image' },
    snapshot: { kind: 'text', value: 'SNAPSHOT', help: 'image-create.snapshot', complete: 'snapshot' },
    volume: { kind: 'text', value: 'VOLUME', help: 'image-create.volume', complete: 'volume' },
    format: { kind: 'choice', choices: DISK_FORMATS, help: 'image-create.format' },
    tag: { kind: 'texts', value: 'TAG', help: 'image-create.tag' },
    ...IMAGE_SETTINGS,
    wait: { kind: 'flag', help: 'image-create.wait' },
  },
  notes: 'image-create.notes',
  run: async ({ arguments: { name }, options }, context) => {
    const { file, url, image, snapshot, volume, tag, wait } = options;
    const [one, other] = Object.entries({ file, url, image, snapshot, volume }).filter(
      ([, source]) => source !== undefined,
    );
    if (one !== undefined && other !== undefined) {
      throw new CommandError(EXIT.usage, message('usage.together', { one: one[0], other: other[0] }));
    }
    const bytes = file === undefined ? null : await sourceFile(file);
    const access = await context.access();
    const { client } = access;
    const source = await sourceOf({ image, snapshot, volume }, access);
    if (source !== null) {
      const made = await imageOfSource(client, source, name, options);
      return imageRecord(wait ? await settled(client, made.id, context) : made);
    }
    const about = { ...formatsOf(file ?? url ?? '', options.format), tags: [...tag], ...settingsOf(options), name };
    const id = bytes ? await uploadedImage(client, about, bytes, context) : (await registered(client, about)).id;
    if (url !== undefined) {
      const method = { name: 'web-download', uri: url } as const;
      await client.call('post', '/v2/images/{image_id}/import', { path: { image_id: id }, body: { method } });
    }
    return imageRecord(wait ? await settled(client, id, context) : await imageGet(client, id));
  },
});

interface Sources {
  readonly image: string | undefined;
  readonly snapshot: string | undefined;
  readonly volume: string | undefined;
}

/** What the service has already that the image is made of; null when it is none of that. */
async function sourceOf(
  { image, snapshot, volume }: Sources,
  access: Access,
): Promise<Parameters<typeof imageOfSource>[1] | null> {
  if (image !== undefined) return { image: (await findImage(access.client, image)).id };
  if (snapshot !== undefined) return { snapshot: (await findSnapshot(access, snapshot)).id };
  if (volume !== undefined) return { volume: (await findVolume(access, volume)).id };
  return null;
}

async function settled(client: ApiClient, id: string, context: CommandContext): Promise<Image> {
  const meter = context.progress.begin(message('progress.importing', { id }), null);
  const image = await waitUntil(
    () => imageGet(client, id),
    ({ status }) => !['saving', 'uploading', 'importing'].includes(status),
    context.signal,
  ).finally(() => meter.end());
  if (image.status === 'active') return image;
  throw new CommandError(EXIT.failed, message('image.import-failed', { id }), {
    hint: message('hint.image-tasks', { id }),
  });
}
