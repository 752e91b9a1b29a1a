import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { findImage } from './find-image.ts';
import { imageRecord } from './image-columns.ts';
import { IMAGE_SETTINGS, settingsOf } from './image-settings.ts';
import { patchedImage, type ImagePatch } from './patched-image.ts';

export const imageSet = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'image-set.name' },
    ...IMAGE_SETTINGS,
    unprotected: { kind: 'flag', help: 'image-set.unprotected' },
    visible: { kind: 'flag', help: 'image-set.visible' },
    unset: { kind: 'texts', value: 'KEY', help: 'image-set.unset' },
    tag: { kind: 'texts', value: 'TAG', help: 'image-set.tag' },
    untag: { kind: 'texts', value: 'TAG', help: 'image-set.untag' },
  },
  run: async ({ arguments: { image: nameOrId }, options }, context) => {
    const { name, unprotected, visible, unset, tag, untag } = options;
    if (options.protected && unprotected) throw both('protected', 'unprotected');
    if (options.hidden && visible) throw both('hidden', 'visible');
    const { client } = await context.access();
    const image = await findImage(client, nameOrId);
    const settings = {
      ...settingsOf(options),
      ...(name !== undefined && { name }),
      ...(unprotected && { protected: false }),
      ...(visible && { os_hidden: false }),
    };
    const tags = [...new Set([...image.tags, ...tag])].filter((one) => !untag.includes(one));
    const changed = tag.length + untag.length > 0 ? { ...settings, tags } : settings;
    const patch: ImagePatch = [
      ...Object.entries(changed).map(([key, value]) => ({ op: 'add' as const, path: pointer(key), value })),
      ...unset.map((key) => ({ op: 'remove' as const, path: pointer(key) })),
    ];
    if (patch.length === 0) throw new CommandError(EXIT.usage, message('usage.nothing-to-change'));
    return imageRecord(await patchedImage(client, image.id, patch));
  },
});

/** A JSON pointer (RFC 6901) to a member of the image. */
function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function both(one: string, other: string): CommandError {
  return new CommandError(EXIT.usage, message('usage.together', { one, other }));
}
