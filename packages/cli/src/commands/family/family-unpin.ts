import { defineCommand } from '../../command/command.ts';
import { familyRecord } from './family-columns.ts';
import { CHANGE_OPTIONS, FAMILY_ARGUMENT, projectQuery, reasonOf } from './family-options.ts';

export const familyUnpin = defineCommand({
  arguments: [FAMILY_ARGUMENT],
  options: CHANGE_OPTIONS,
  run: async ({ arguments: { family: name }, options: { project, reason } }, context) => {
    const { client } = await context.access();
    const query = { ...projectQuery(project), ...reasonOf(reason) };
    return familyRecord(await client.call('delete', '/api/v1/families/{name}/pin', { path: { name }, query }));
  },
});
