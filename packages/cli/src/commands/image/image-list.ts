import { imageList as imagesOf } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { IMAGE_COLUMNS } from './image-columns.ts';

const VISIBILITIES = ['private', 'shared', 'community', 'public', 'all'] as const;

export const imageList = defineCommand({
  arguments: [],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'image-list.name' },
    status: { kind: 'text', value: 'STATUS', help: 'image-list.status' },
    visibility: { kind: 'choice', choices: VISIBILITIES, help: 'image-list.visibility' },
    tag: { kind: 'text', value: 'TAG', help: 'image-list.tag' },
    property: { kind: 'pairs', value: 'KEY=VALUE', help: 'image-list.property' },
    owner: { kind: 'text', value: 'PROJECT', help: 'image-list.owner' },
    hidden: { kind: 'flag', help: 'image-list.hidden' },
    offered: { kind: 'flag', help: 'image-list.offered' },
    sort: { kind: 'text', value: 'KEY:asc|desc', help: 'image-list.sort' },
  },
  run: async ({ options: { name, status, visibility, tag, property, owner, hidden, offered, sort } }, context) => {
    const { client } = await context.access();
    const images = imagesOf(client, {
      properties: property,
      ...(name !== undefined && { name }),
      ...(status !== undefined && { status }),
      ...(visibility !== undefined && { visibility }),
      ...(offered && { visibility: 'shared', member_status: 'pending' }),
      ...(tag !== undefined && { tag }),
      ...(owner !== undefined && { owner }),
      ...(hidden && { os_hidden: true }),
      ...(sort !== undefined && { sort }),
    });
    return list(images, IMAGE_COLUMNS);
  },
});
