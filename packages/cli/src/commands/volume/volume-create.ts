import type { NewVolume } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import type { Access } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { findImage } from '../image/find-image.ts';
import { findSnapshot } from '../snapshot/find-snapshot.ts';
import { findVolume } from './find-volume.ts';
import { settledVolume } from './settled-volume.ts';
import { volumeRecord } from './volume-columns.ts';
import { wholeGibibytes } from './whole-gibibytes.ts';

export const volumeCreate = defineCommand({
  arguments: [{ name: 'name', help: 'volume-create.name' }],
  options: {
    size: { kind: 'size', value: 'SIZE', help: 'volume-create.size' },
    image: { kind: 'text', value: 'IMAGE', help: 'volume-create.image', complete: 'image' },
    snapshot: { kind: 'text', value: 'SNAPSHOT', help: 'volume-create.snapshot', complete: 'snapshot' },
    volume: { kind: 'text', value: 'VOLUME', help: 'volume-create.volume', complete: 'volume' },
    description: { kind: 'text', value: 'TEXT', help: 'volume-create.description' },
    property: { kind: 'pairs', value: 'KEY=VALUE', help: 'volume-create.property' },
    wait: { kind: 'flag', help: 'option.wait' },
  },
  notes: 'volume-create.notes',
  run: async ({ arguments: { name }, options }, context) => {
    const { size, description, property: metadata, wait, ...sources } = options;
    const gib = size === undefined ? {} : { size: wholeGibibytes('size', size) };
    const access = await context.access();
    const source = await sourceOf(sources, access);
    const volume = { ...gib, ...source, name, metadata, ...(description !== undefined && { description }) };
    const path = { project_id: access.project.id };
    const created = await access.client.call('post', '/volume/v3/{project_id}/volumes', { path, body: { volume } });
    const { id } = created.volume;
    return volumeRecord(wait ? await settledVolume(access, { id }, context) : await findVolume(access, id));
  },
});

interface Sources {
  readonly image: string | undefined;
  readonly snapshot: string | undefined;
  readonly volume: string | undefined;
}

type Source = Pick<NewVolume, 'imageRef' | 'snapshot_id' | 'source_volid'>;

/** What the volume is made from; nothing for a blank one. */
async function sourceOf({ image, snapshot, volume }: Sources, access: Access): Promise<Source> {
  const [one, other] = Object.entries({ image, snapshot, volume }).filter(([, value]) => value !== undefined);
  if (one !== undefined && other !== undefined) {
    throw new CommandError(EXIT.usage, message('usage.together', { one: one[0], other: other[0] }));
  }
  if (image !== undefined) return { imageRef: (await findImage(access.client, image)).id };
  if (snapshot !== undefined) return { snapshot_id: (await findSnapshot(access, snapshot)).id };
  if (volume !== undefined) return { source_volid: (await findVolume(access, volume)).id };
  return {};
}
