import { defineCommand } from '../../command/command.ts';
import { familyRecord } from './family-columns.ts';
import { FAMILY_ARGUMENT, OF_PROJECT, projectQuery } from './family-options.ts';

export const familyShow = defineCommand({
  arguments: [FAMILY_ARGUMENT],
  options: OF_PROJECT,
  run: async ({ arguments: { family: name }, options: { project } }, context) => {
    const { client } = await context.access();
    const query = projectQuery(project);
    return familyRecord(await client.call('get', '/api/v1/families/{name}', { path: { name }, query }));
  },
});
