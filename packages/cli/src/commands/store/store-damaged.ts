import { pages, type Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { type Column, list, time } from '../../output/output.ts';

type Damaged = Answer<'get', '/api/v1/store/damaged-images'>['images'][number];

const COLUMNS: readonly Column<Damaged>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.owner', of: ({ owner }) => owner },
  { label: 'column.place', of: ({ place }) => place },
  { label: 'column.chunks', of: ({ chunks }) => chunks },
  { label: 'column.pages', of: ({ pages: count }) => count },
  { label: 'column.checked', of: ({ checkedAt }) => time(checkedAt) },
];

export const storeDamaged = defineCommand({
  arguments: [],
  options: {},
  run: async (_input, context) => {
    const { client } = await context.access();
    const damaged = pages(async (query) => {
      const { images, nextMarker } = await client.call('get', '/api/v1/store/damaged-images', { query });
      return { items: images, next: nextMarker };
    });
    return list(damaged, COLUMNS);
  },
});
