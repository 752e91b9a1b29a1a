import { pages } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { FAMILY_COLUMNS } from './family-columns.ts';
import { OF_PROJECT, projectQuery } from './family-options.ts';

export const familyList = defineCommand({
  arguments: [],
  options: OF_PROJECT,
  run: async ({ options: { project } }, context) => {
    const { client } = await context.access();
    const families = pages(async (page) => {
      const query = { ...page, ...projectQuery(project) };
      const { families: items, nextMarker } = await client.call('get', '/api/v1/families', { query });
      return { items, next: nextMarker };
    });
    return list(families, FAMILY_COLUMNS);
  },
});
