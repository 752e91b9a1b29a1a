import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { type Column, list, time } from '../../output/output.ts';
import { findImage } from './find-image.ts';

type Member = Answer<'get', '/v2/images/{image_id}/members/{member_id}'>;

const COLUMNS: readonly Column<Member>[] = [
  { label: 'column.project', of: ({ member_id: project }) => project },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.created', of: ({ created_at: created }) => time(created) },
];

export const imageMembers = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: {},
  run: async ({ arguments: { image: nameOrId } }, context) => {
    const { client } = await context.access();
    const { id } = await findImage(client, nameOrId);
    const { members } = await client.call('get', '/v2/images/{image_id}/members', { path: { image_id: id } });
    return list(members, COLUMNS);
  },
});
