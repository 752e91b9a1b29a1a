import { pages, type Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { bytes, type Column, list, time } from '../../output/output.ts';

type DeletedImage = Answer<'get', '/api/v1/trash/images'>['images'][number];

const COLUMNS: readonly Column<DeletedImage>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.size', of: ({ size }) => bytes(size) },
  { label: 'column.deleted', of: ({ deletedAt }) => time(deletedAt) },
  { label: 'column.kept-until', of: ({ purgedAfter }) => time(purgedAfter) },
];

export const imageTrash = defineCommand({
  arguments: [],
  options: {},
  run: async (_input, context) => {
    const { client } = await context.access();
    const deleted = pages(async (query) => {
      const { images, nextMarker } = await client.call('get', '/api/v1/trash/images', { query });
      return { items: images, next: nextMarker };
    });
    return list(deleted, COLUMNS);
  },
});
